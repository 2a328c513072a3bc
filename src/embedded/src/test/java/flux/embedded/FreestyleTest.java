package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import flux.embedded.sample.SampleAction;
import flux.embedded.sample.SampleBuilder;
import hudson.model.Result;
import org.junit.jupiter.api.Test;

class FreestyleTest extends WithJenkins {
    private EmbeddedBuild start(String... steps) throws Exception {
        SampleBuilder[] builders = new SampleBuilder[steps.length];
        for (int i = 0; i < steps.length; i++) {
            builders[i] = new SampleBuilder(steps[i]);
        }
        return jenkins.runFreestyle(
                "free", BuildOptions.DEFAULT.with(new CredentialsParameterValue("COLOUR", "red", null)), builders);
    }

    @Test
    void runsItsSteps() throws Exception {
        EmbeddedBuild build = start("succeed", "again").await(SOON);
        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(build.console()).isEqualTo("""
                Started by user admin
                Running as SYSTEM
                Building in workspace %s
                succeed with red
                done
                again with red
                done
                Finished: SUCCESS
                """.formatted(build.workspace()));
        assertThat(build.artifacts()).containsOnlyKeys("kept/again.txt", "kept/succeed.txt");
        assertThat(build.artifacts().get("kept/again.txt")).hasContent("again");
    }

    @Test
    void storesActions() throws Exception {
        EmbeddedBuild build = start("succeed").await(SOON);
        SampleAction before = build.run().getActions(SampleAction.class).get(0);
        SampleAction after = build.reloadedActions(SampleAction.class).get(0);
        assertThat(after).isNotSameAs(before);
        assertThat(after.getLines()).containsExactly("succeed");
        assertThat(after.getRun()).isSameAs(build.run());
    }

    @Test
    void reportsAnAbortExceptionInOneLine() throws Exception {
        EmbeddedBuild build = start("fail", "never").await(SOON);
        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.console())
                .endsWith("fail with red\nERROR: told to fail\nFinished: FAILURE\n")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsOtherExceptionsWithTheirStackTrace() throws Exception {
        EmbeddedBuild build = start("break").await(SOON);
        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.console())
                .contains(
                        "ERROR: Build step failed with exception\njava.lang.IllegalStateException: told to break\n\tat ")
                .contains("Build step 'Sample' marked build as failure\n");
    }

    @Test
    void isInterruptedOnItsThread() throws Exception {
        EmbeddedBuild build = start("wait").awaitConsole("wait with red", SOON);
        build.abort("alice");
        assertThat(build.await(SOON).result()).isEqualTo(Result.ABORTED);
        assertThat(build.console()).endsWith("Build was aborted\nAborted by alice\nFinished: ABORTED\n");
    }

    @Test
    void becomesUnstable() throws Exception {
        EmbeddedBuild build = start("worsen").await(SOON);
        assertThat(build.result()).isEqualTo(Result.UNSTABLE);
        assertThat(build.console()).contains("Build step 'Sample' changed build result to UNSTABLE\n");
    }

    @Test
    void findsItsBuildsAfterARestart() throws Exception {
        start("succeed").await(SOON);
        jenkins.close();
        jenkins = EmbeddedJenkins.start(home);
        EmbeddedBuild next = start().await(SOON);
        assertThat(next.console()).contains("\nsucceed with red\n");
        assertThat(next.run().number).isEqualTo(2);
        assertThat(next.run()
                        .getParent()
                        .getBuildByNumber(1)
                        .getAction(SampleAction.class)
                        .getLines())
                .containsExactly("succeed");
        assertThat(next.run().getParent().getBuildByNumber(1).getResult()).isEqualTo(Result.SUCCESS);
    }
}
