package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import flux.embedded.BuildOptions;
import flux.embedded.EmbeddedBuild;
import flux.embedded.EmbeddedJenkins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A job's author can use only what Jenkins lets the job use, whatever id or endpoint they guess; and nothing is sent.
 */
class CredentialsReachTest extends BuildContractTest {

    private static final String STEP = "fluxGenerate(prompt: 'An apple', width: 256, height: 256%s)";

    private EmbeddedJenkins jenkins;

    @BeforeEach
    void fill() {
        jenkins = ((EmbeddedBuildHost) host).jenkins();
        jenkins.credentials().addSecretText("of-jenkins-itself", CredentialsScope.SYSTEM, simulator.apiKey());
        jenkins.credentials().addUserSecretText("alice", "of-alice", simulator.apiKey());
        host.addFolderSecretText("team", "of-a-team", simulator.apiKey());
        host.addFolderSecretText("team/inner", "of-an-inner-folder", simulator.apiKey());
    }

    @ParameterizedTest
    @CsvSource({
        "job, of-jenkins-itself",
        "job, of-alice",
        "job, of-a-team",
        "other-team/job, of-a-team",
        "team/job, of-an-inner-folder",
        "teams/job, of-a-team"
    })
    void anIdThatTheJobMayNotUseIsUnknownToIt(String job, String id) throws Exception {
        HostedBuild build = host.startPipeline(job, STEP.formatted(", credentialsId: '" + id + "'"));

        assertFailedWith(build, "ERROR: credentialsId: no Secret text credential with ID '" + id + "' was found");
        assertNothingWasSubmitted();
    }

    @Test
    void aJobThatRunsAsSomebodyDoesNotReachWhatOthersHave() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline(
                "job", STEP.formatted(", credentialsId: 'of-alice'"), BuildOptions.DEFAULT.runningAs("bob"));

        assertThat(build.await(Duration.ofSeconds(30)).result()).hasToString("FAILURE");
        assertThat(build.console()).contains("no Secret text credential with ID 'of-alice' was found");
        assertNothingWasSubmitted();
    }

    /**
     * The default of an endpoint is looked up for the job, like any id: it gives no access to what the job may not use.
     */
    @Test
    void anEndpointsDefaultDoesNotCircumventThat() throws Exception {
        FluxEndpoint endpoint = endpoint("simulator");
        endpoint.setCredentialsId("of-jenkins-itself");
        host.configuration().setEndpoints(List.of(endpoint));

        assertFailedWith(
                startPipeline(STEP.formatted("")),
                "ERROR: credentialsId: no Secret text credential with ID 'of-jenkins-itself' was found");
        assertNothingWasSubmitted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/model", "https://evil.example", "../simulator", "simulator/x"})
    void aJobChoosesAnEndpointByItsNameAndByNothingElse(String endpoint) throws Exception {
        HostedBuild build = startPipeline(STEP.formatted(", endpoint: '" + endpoint + "'"));

        assertFailedWith(build, "ERROR: endpoint: " + endpoint + " is not allowed");
        assertNothingWasSubmitted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseUrl", "url", "model"})
    void noParameterOfAJobSetsAnAddress(String parameter) throws Exception {
        HostedBuild build = startPipeline(STEP.formatted(", " + parameter + ": 'https://evil.example'"));

        assertThat(build.await()).isEqualTo("FAILURE");
        assertThat(build.console()).contains(parameter);
        assertNothingWasSubmitted();
    }

    @Test
    void withoutPermissionForArtifactsNoImageIsServed() throws Exception {
        HostedBuild build = runPipeline(STEP.formatted(""));
        GeneratedImagesAction action = build.run().getAction(GeneratedImagesAction.class);
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        try {
            jenkins.jenkins().setAuthorizationStrategy(new OnlyUser(null));

            List<String> answers = new ArrayList<>();
            for (WebMethod method : WebMethod.all(jenkins, build.run())) {
                if (method.target() == action) {
                    answers.add(method.call(jenkins.web().as("somebody")));
                }
            }
            assertThat(answers).hasSize(4).allMatch(answer -> answer.matches("(?s)(403|denied).*"));
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
        }
    }
}
