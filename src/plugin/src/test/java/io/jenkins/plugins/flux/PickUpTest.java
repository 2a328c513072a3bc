package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Given an image that is paid for but not stored, the next execution of the step in the same build fetches it. */
class PickUpTest extends BuildContractTest {

    private static final String STEP = "fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg')";

    /** Refuses the result once, so the image is paid for but not stored. */
    private void refuseTheResultOnce() {
        simulator.faults().add(Fault.status(403).on(Operation.RESULT).once());
    }

    private static JsonNode manifest(HostedBuild build) throws Exception {
        return new ObjectMapper().readTree(build.artifact("flux-generate.json")).path("images");
    }

    @Test
    void byTheNextAttemptAndConsoleAndManifestSaySo() throws Exception {
        refuseTheResultOnce();

        HostedBuild build = runPipeline(
                "retry(2) { def images = " + STEP + "\n echo \"reused ${images[0].reused}, seed ${images[0].seed}\" }");

        String requestId = record.jobs().get(0).requestId();
        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(build.artifacts()).containsExactly("a.jpg", "flux-generate.json");
        assertThat(build.console())
                .contains("paid for (completed at ")
                .contains("[a.jpg] picks up request " + requestId)
                .contains("reused true");
        JsonNode image = manifest(build).get(0);
        assertThat(image.path("requestId").asText()).isEqualTo(requestId);
        assertThat(image.path("reused").asBoolean()).isTrue();
        assertThat(record.exchanges(Operation.SUBMIT).get(0).body())
                .contains("\"seed\":" + image.at("/parameters/seed").asText());
    }

    @Test
    void anotherRequestIsSubmitted() throws Exception {
        refuseTheResultOnce();

        HostedBuild build = runPipeline("try { " + STEP + " } catch (e) { echo 'failed' }\n"
                + "fluxGenerate(prompt: 'A pear', width: 256, height: 256, output: 'a.jpg')");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(2);
        assertThat(manifest(build).get(0).path("reused").asBoolean()).isFalse();
    }

    @Test
    void byOneOfTheBranchesThatRequestItAtOnce() throws Exception {
        refuseTheResultOnce();

        HostedBuild build = runPipeline("try { " + STEP + " } catch (e) { echo 'failed' }\n"
                + "parallel(a: { " + STEP + " }, b: { " + STEP.replace("a.jpg", "b.jpg") + " }, c: { "
                + STEP.replace("a.jpg", "c.jpg") + " })");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(3);
        assertThat(manifest(build))
                .extracting(image -> image.path("reused").asBoolean())
                .containsExactlyInAnyOrder(true, false, false);
        assertThat(manifest(build))
                .extracting(image -> image.path("requestId").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void byTheNextBuildStepOfAFreestyleBuild() throws Exception {
        refuseTheResultOnce();
        FluxGenerateStep parameters = parameters("An apple");
        parameters.setOnFailure("unstable");

        HostedBuild build = runFreestyle(parameters, parameters);

        assertThat(build.await()).isEqualTo("UNSTABLE");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(build.console())
                .contains("picks up request " + record.jobs().get(0).requestId());
        assertThat(build.recordedImages()).hasSize(1);
    }

    @Test
    void notByAnotherBuild() throws Exception {
        refuseTheResultOnce();
        assertThat(runPipeline(STEP).await()).isEqualTo("FAILURE");

        assertThat(runPipeline(STEP).await()).isEqualTo("SUCCESS");

        assertThat(record.submittedCount()).isEqualTo(2);
    }

    @Test
    void whatTheServiceHasForgottenIsSubmittedAgainAndThatIsReported() throws Exception {
        refuseTheResultOnce();
        simulator.faults().add(Fault.status(404).on(Operation.RESULT).after(1).once());

        HostedBuild build = runPipeline("retry(2) { " + STEP + " }");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(2);
        assertThat(build.console())
                .contains(
                        "request " + record.jobs().get(0).requestId() + ", which was paid for, is no longer available")
                .contains("billed again");
        assertThat(manifest(build).get(0).path("reused").asBoolean()).isFalse();
    }

    @Test
    void anAbortedStepThatRunsAgainReusesWhatWasCompleteBeforeItsCancelArrived() throws Exception {
        simulator
                .faults()
                .whenPrompt("apple", Fault.queue(Duration.ofMinutes(1)).once(), Fault.cancelTooLate());

        HostedBuild build = runPipeline(
                "try { timeout(time: 2, unit: 'SECONDS') { " + STEP + " } } catch (e) { echo 'timed out' }\n" + STEP);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(build.console()).contains("the cancel came too late").contains("picks up request");
    }
}
