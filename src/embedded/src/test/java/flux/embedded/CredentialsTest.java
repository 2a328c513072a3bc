package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;

class CredentialsTest extends WithJenkins {
    private String lookUp(String job, BuildOptions options) throws Exception {
        EmbeddedBuild build = jenkins.runPipeline(job, "echo 'found ' + lookUp('key')", options)
                .await(SOON);
        return build.console().replaceAll("(?s).*found (\\S+).*", "$1");
    }

    @Test
    void findsGlobalOnesAndTracksTheirUse() throws Exception {
        jenkins.credentials().addSecretText("key", "GLOBAL-KEY");
        EmbeddedBuild build = run("lookUp 'key'; lookUp ' key '");
        assertThat(build.trackedCredentials()).containsExactly("key", "key");
        assertThat(lookUp("demo", BuildOptions.DEFAULT)).isEqualTo("GLOBAL-KEY");
    }

    @Test
    void findsNothingOfAnotherIdTypeOrScope() throws Exception {
        jenkins.credentials().addSecretText("other", "OTHER");
        jenkins.credentials().addUsernamePassword("key", "name", "password");
        assertThat(lookUp("demo", BuildOptions.DEFAULT)).isEqualTo("none");
        jenkins.credentials().addSecretText("key", CredentialsScope.SYSTEM, "ONLY-FOR-JENKINS");
        assertThat(lookUp("demo", BuildOptions.DEFAULT)).isEqualTo("none");
        jenkins.credentials().addSecretText("key", "NOW");
        assertThat(lookUp("demo", BuildOptions.DEFAULT)).isEqualTo("NOW");
    }

    @Test
    void prefersTheNearestFolder() throws Exception {
        jenkins.folder("team/web");
        jenkins.credentials().addSecretText("key", "GLOBAL-KEY");
        jenkins.credentials().addFolderSecretText("team", "key", "TEAM-KEY");
        assertThat(lookUp("team/web/demo", BuildOptions.DEFAULT)).isEqualTo("TEAM-KEY");
        assertThat(lookUp("demo", BuildOptions.DEFAULT)).isEqualTo("GLOBAL-KEY");
        assertThat(lookUp("teams/demo", BuildOptions.DEFAULT)).isEqualTo("GLOBAL-KEY");
    }

    @Test
    void findsAPersonsOnlyWhereTheJobRunsAsThem() throws Exception {
        jenkins.credentials().addUserSecretText("alice", "key", "ALICE-KEY");
        assertThat(lookUp("one", BuildOptions.DEFAULT.startedBy("alice"))).isEqualTo("none");
        assertThat(lookUp("two", BuildOptions.DEFAULT.runningAs("alice"))).isEqualTo("ALICE-KEY");
        assertThat(lookUp("three", BuildOptions.DEFAULT.runningAs("bob"))).isEqualTo("none");
    }

    @Test
    void findsAPersonsOwnWhereTheyChoseItAsAParameter() throws Exception {
        jenkins.credentials().addUserSecretText("alice", "mine", "ALICE-KEY");
        BuildOptions chosen = BuildOptions.DEFAULT.with(new CredentialsParameterValue("key", "mine", null));
        assertThat(lookUp("one", chosen.startedBy("alice"))).isEqualTo("ALICE-KEY");
        assertThat(lookUp("two", chosen.startedBy("bob"))).isEqualTo("none");
    }

    @Test
    void nameTheirKind() {
        assertThat(new StringCredentialsImpl(CredentialsScope.GLOBAL, "a", null, Secret.fromString("x"))
                        .getDescriptor()
                        .getDisplayName())
                .isEqualTo("Secret text");
        assertThat(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "a", null, "x", "y")
                        .getDescriptor()
                        .getDisplayName())
                .isEqualTo("Username with password");
    }
}
