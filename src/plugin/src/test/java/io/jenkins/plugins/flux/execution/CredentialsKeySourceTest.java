package io.jenkins.plugins.flux.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.BuildContractTest;
import io.jenkins.plugins.flux.FluxEndpoint;
import io.jenkins.plugins.flux.HostedBuild;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The key is found where Jenkins looks for credentials, and its use is recorded. */
class CredentialsKeySourceTest extends BuildContractTest {

    private static final String STEP = "fluxGenerate(prompt: 'An apple', width: 256, height: 256%s)";

    @Test
    void theEndpointsDefaultIsUsedWhenTheStepNamesNone() throws Exception {
        HostedBuild build = runPipeline(STEP.formatted(""));

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.trackedCredentials()).containsExactly("odirouter");
    }

    @Test
    void theStepsOwnCredentialComesFirst() throws Exception {
        host.addSecretText("mine", simulator.apiKey());
        FluxEndpoint endpoint = endpoint("simulator");
        endpoint.setCredentialsId("nobody");
        host.configuration().setEndpoints(List.of(endpoint));

        HostedBuild build = runPipeline(STEP.formatted(", credentialsId: 'mine'"));

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.trackedCredentials()).containsExactly("mine");
    }

    @Test
    void aFoldersCredentialIsFoundInsideTheFolder() throws Exception {
        host.addFolderSecretText("team", "teams-own", simulator.apiKey());

        HostedBuild build = host.startPipeline("team/job", STEP.formatted(", credentialsId: 'teams-own'"));

        assertThat(build.await()).isEqualTo("SUCCESS");
    }

    @Test
    void aFoldersCredentialIsOutOfReachOutsideTheFolder() throws Exception {
        host.addFolderSecretText("team", "teams-own", simulator.apiKey());

        HostedBuild build = host.startPipeline("elsewhere", STEP.formatted(", credentialsId: 'teams-own'"));

        assertFailedWith(build, "ERROR: credentialsId: no Secret text credential with ID 'teams-own' was found");
        assertNothingWasSubmitted();
    }
}
