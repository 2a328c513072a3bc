package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The freestyle build step. */
class FreestyleBuilderTest extends BuildContractTest {

    @Test
    void imagesAreInTheWorkspaceAndAmongTheArtifacts() throws Exception {
        FluxGenerateStep parameters = parameters("An apple");
        parameters.setOutput("marketing/hero.jpg");

        HostedBuild build = runFreestyle(parameters);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.workspaceFiles()).containsExactly("flux-generate.json", "marketing/hero.jpg");
        assertThat(build.artifacts()).containsExactly("flux-generate.json", "marketing/hero.jpg");
        assertThat(build.recordedImages()).hasSize(1);
    }

    @Test
    void variablesAreReplaced() throws Exception {
        FluxGenerateStep parameters = parameters("Build ${BUILD_NUMBER}");
        parameters.setOutput("hero-${BUILD_NUMBER}.jpg");

        HostedBuild build = runFreestyle(parameters);

        assertThat(build.artifacts()).contains("hero-1.jpg");
        assertThat(build.recordedImages().get(0).prompt()).isEqualTo("Build 1");
    }

    @Test
    void aBatchIsGenerated() throws Exception {
        FluxGenerateImage first = new FluxGenerateImage();
        first.setPrompt("First");
        FluxGenerateImage second = new FluxGenerateImage();
        second.setPrompt("Second");
        second.setOutputFormat("png");
        FluxGenerateStep parameters = parameters(null);
        parameters.setImages(List.of(first, second));

        HostedBuild build = runFreestyle(parameters);

        assertThat(build.artifacts()).containsExactly("flux-1.jpg", "flux-2.png", "flux-generate.json");
    }

    @Test
    void aBadValueFailsTheBuildWithOneLineBeforeAnythingIsSubmitted() throws Exception {
        FluxGenerateStep parameters = parameters("An apple");
        parameters.setWidth("1000");

        HostedBuild build = runFreestyle(parameters);

        assertFailedWith(build, "ERROR: width: 1000 is not allowed; it must be a multiple of 32 from 256 to 1440");
        assertNothingWasSubmitted();
    }

    @Test
    void aFailedImageFailsTheBuildOrMarksItUnstable() throws Exception {
        simulator.faults().whenPrompt("bad", Fault.jobError(ErrorType.CONTENT_BLOCKED));
        FluxGenerateStep parameters = parameters("bad");

        assertFailedWith(runFreestyle(parameters), "ERROR: flux-1.jpg: failed: the content filter blocked");

        parameters.setOnFailure("unstable");
        assertThat(runFreestyle(parameters).await()).isEqualTo("UNSTABLE");
    }

    @Test
    void anAbortCancelsTheJobAndSaysSo() throws Exception {
        simulator.faults().add(Fault.queue(Duration.ofMinutes(1)));
        HostedBuild build = host.startFreestyle("freestyle", parameters("An apple"));
        build.awaitConsole("submitted, request id");

        build.abort();

        assertThat(build.await()).isEqualTo("ABORTED");
        assertThat(build.console()).contains("[flux-1.jpg] canceled: the cancel was accepted");
        assertThat(record.canceledCount()).isEqualTo(1);
        assertThat(record.jobsLeftRunning()).isZero();
    }
}
