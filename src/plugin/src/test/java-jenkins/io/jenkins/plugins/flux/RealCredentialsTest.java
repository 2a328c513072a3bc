package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsParameterDefinition;
import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Which credentials a build may use: Jenkins' own rules, with folders and with credentials of users. */
class RealCredentialsTest extends BuildContractTest {

    private static final String WITH_KEY_OF_FOLDER =
            "fluxGenerate(prompt: 'x', width: 256, height: 256, output: 'a.jpg', credentialsId: 'of-folder')";
    private static final String WITH_KEY_OF_PERSON =
            "fluxGenerate(prompt: 'x', width: 256, height: 256, output: 'a.jpg', credentialsId: '%s')";

    private JenkinsRule jenkins;

    @BeforeEach
    void findJenkins() {
        jenkins = ((JenkinsRuleBuildHost) host).rule();
    }

    @Test
    void theJobsOfAFolderUseItsCredentials() throws Exception {
        host.addFolderSecretText("team", "of-folder", simulator.apiKey());

        HostedBuild build = host.startPipeline("team/pipeline", WITH_KEY_OF_FOLDER);

        assertThat(build.await()).isEqualTo("SUCCESS");
    }

    @Test
    void jobsOutsideOfTheFolderDoNot() throws Exception {
        host.addFolderSecretText("team", "of-folder", simulator.apiKey());

        assertFailedWith(
                host.startPipeline("pipeline", WITH_KEY_OF_FOLDER),
                "no Secret text credential with ID 'of-folder' was found for this job");
        assertFailedWith(
                host.startPipeline("other/pipeline", WITH_KEY_OF_FOLDER),
                "no Secret text credential with ID 'of-folder' was found for this job");
        assertNothingWasSubmitted();
    }

    @Test
    void aPersonWhoStartsABuildCanGiveItTheirOwnCredential() throws Exception {
        keyOfAlice();
        WorkflowJob job = jobWithCredentialsParameter(String.format(WITH_KEY_OF_PERSON, "${KEY}"));

        HostedBuild build = startedByAlice(job);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void nobodyUsesTheCredentialOfAPersonByItsId() throws Exception {
        keyOfAlice();

        assertFailedWith(
                runPipeline(String.format(WITH_KEY_OF_PERSON, "of-alice")),
                "no Secret text credential with ID 'of-alice' was found for this job");
        assertFailedWith(
                startedByAlice(jobWithCredentialsParameter(String.format(WITH_KEY_OF_PERSON, "of-alice"))),
                "no Secret text credential with ID 'of-alice' was found for this job");
        assertNothingWasSubmitted();
    }

    private void keyOfAlice() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(jenkins.jenkins.ADMINISTER)
                .everywhere()
                .to("alice", "admin"));
        User alice = User.getById("alice", true);
        try (ACLContext asAlice = ACL.as2(alice.impersonate2())) {
            CredentialsStore store =
                    CredentialsProvider.lookupStores(alice).iterator().next();
            store.addCredentials(Domain.global(), JenkinsRuleBuildHost.secretText("of-alice", simulator.apiKey()));
        }
    }

    private WorkflowJob jobWithCredentialsParameter(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.addProperty(new ParametersDefinitionProperty(
                new CredentialsParameterDefinition("KEY", null, null, StringCredentials.class.getName(), true)));
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private HostedBuild startedByAlice(WorkflowJob job) {
        return JenkinsRuleBuild.of(
                jenkins,
                job.scheduleBuild2(
                        0,
                        new CauseAction(List.of(new Cause.UserIdCause("alice"))),
                        new ParametersAction(new CredentialsParameterValue("KEY", "of-alice", null))));
    }
}
