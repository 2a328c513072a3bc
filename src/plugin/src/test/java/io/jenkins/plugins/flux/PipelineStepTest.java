package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.record.ImageRecord;
import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.ResultShape;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Pipeline step, with a service that works or fails. */
class PipelineStepTest extends BuildContractTest {

    @Test
    void outsideNodeTheImageIsArchivedAndNoExecutorIsHeld() throws Exception {
        HostedBuild build = runPipeline("""
                def images = fluxGenerate(prompt: 'An apple', width: 320, height: 256, seed: 42, output: 'marketing/hero.jpg')
                echo "${images.size()} ${images[0].path} ${images[0].name} ${images[0].width}x${images[0].height} ${images[0].seed}"
                echo "${images[0].requestId} ${images[0].sha256} ${images[0].prompt} ${images[0].reused}"
                """);

        String requestId = record.jobs().get(0).requestId();
        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.artifacts()).containsExactly("flux-generate.json", "marketing/hero.jpg");
        assertThat(build.console())
                .contains("1 marketing/hero.jpg hero.jpg 320x256 42")
                .contains(requestId + " "
                        + build.recordedImages().get(0).toResult().get("sha256") + " An apple false")
                .doesNotContain("Running on");
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void insideNodeTheImageIsInTheWorkspaceToo() throws Exception {
        HostedBuild build = runPipeline(
                "node { fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'marketing/hero.jpg') }");

        assertThat(build.workspaceFiles()).containsExactly("flux-generate.json", "marketing/hero.jpg");
        assertThat(build.artifacts()).containsExactly("flux-generate.json", "marketing/hero.jpg");
    }

    @Test
    void withoutArchiveTheImageIsInTheWorkspaceOnly() throws Exception {
        HostedBuild build = runPipeline(
                "node { fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg', archive: false) }");

        assertThat(build.workspaceFiles()).containsExactly("a.jpg", "flux-generate.json");
        assertThat(build.artifacts()).isEmpty();
    }

    @Test
    void eachEntryOfABatchOverridesWhatTheStepSays() throws Exception {
        HostedBuild build = runPipeline("""
                fluxGenerate(prompt: 'Common', width: 480, height: 256, safetyTolerance: 4, promptUpsampling: true, images: [
                    [output: 'a.jpg', seed: 7],
                    [prompt: 'Own', output: 'b.png', width: 256, outputFormat: 'png', safetyTolerance: 0, promptUpsampling: false]])
                """);

        assertThat(build.recordedImages()).extracting(ImageRecord::path).containsExactly("a.jpg", "b.png");
        ImageRecord first = build.recordedImages().get(0);
        ImageRecord second = build.recordedImages().get(1);
        assertThat(List.of(first.prompt(), first.width(), first.height(), first.seed()))
                .isEqualTo(List.of("Common", 480, 256, BigInteger.valueOf(7)));
        assertThat(List.of(second.prompt(), second.width(), second.format())).isEqualTo(List.of("Own", 256, "png"));
        assertThat(record.jobs())
                .extracting(job -> job.parameters().toString())
                .anySatisfy(sent -> assertThat(sent).contains("Common"))
                .anySatisfy(sent -> assertThat(sent).contains("Own"));
    }

    @Test
    void namesThatAreNotGivenAreReadableAndUniqueInTheBuild() throws Exception {
        HostedBuild build = runPipeline("""
                fluxGenerate(prompt: 'First', width: 256, height: 256)
                fluxGenerate(width: 256, height: 256, images: [[prompt: 'Second'], [prompt: 'Third', outputFormat: 'png']])
                """);

        assertThat(build.artifacts()).containsExactly("flux-1.jpg", "flux-2.jpg", "flux-3.png", "flux-generate.json");
    }

    @Test
    void aDrawnNameIsNotThatOfAnotherImageOfTheBuild() throws Exception {
        HostedBuild build = runPipeline("""
                fluxGenerate(prompt: 'Named', width: 256, height: 256, output: 'flux-1.jpg')
                fluxGenerate(width: 256, height: 256, images: [[prompt: 'Drawn'], [prompt: 'Named', output: 'flux-3.jpg'], [prompt: 'Drawn']])
                """);

        assertThat(build.artifacts())
                .containsExactly("flux-1.jpg", "flux-2.jpg", "flux-3.jpg", "flux-4.jpg", "flux-generate.json");
    }

    @Test
    void anImageThatTheWorkspaceRefusesIsArchivedAndReported() throws Exception {
        HostedBuild build = runPipeline("""
                node {
                    writeFile(file: 'a.jpg/in-the-way.txt', text: '')
                    fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg')
                }
                """);

        assertThat(build.await()).isEqualTo("FAILURE");
        assertThat(build.console()).contains("ERROR: could not copy a.jpg into the workspace");
        assertThat(build.artifacts()).containsExactly("a.jpg", "flux-generate.json");
        assertThat(build.recordedImages()).extracting(ImageRecord::path).containsExactly("a.jpg");
    }

    @Test
    void aSeedOfAnyLengthStaysExact() throws Exception {
        HostedBuild build = runPipeline("""
                def images = fluxGenerate(prompt: 'An apple', width: 256, height: 256, seed: 123456789012345678901234567890)
                echo "seed ${images[0].seed}"
                """);

        assertThat(build.console()).contains("seed 123456789012345678901234567890");
        assertThat(record.exchanges(Operation.SUBMIT).get(0).body())
                .contains("\"seed\":123456789012345678901234567890");
    }

    @Test
    void aSeedThatIsNotGivenIsDrawnAndRecorded() throws Exception {
        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256)");

        String seed = build.recordedImages().get(0).seed().toString();
        assertThat(seed).matches("[0-9]+");
        assertThat(record.exchanges(Operation.SUBMIT).get(0).body()).contains("\"seed\":" + seed);
    }

    @Test
    void anImageOfTheWorkspaceGuidesTheGeneration() throws Exception {
        HostedBuild build = runPipeline("""
                node {
                    fluxGenerate(prompt: 'Reference', width: 256, height: 256, output: 'reference.png', outputFormat: 'png')
                    fluxGenerate(prompt: 'Same in autumn', width: 256, height: 256, imagePrompt: 'reference.png', output: 'b.jpg')
                }
                """);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(record.exchanges(Operation.SUBMIT).get(1).body()).contains("\"image_prompt\":\"iVBORw0KGgo");
    }

    @Test
    void branchesRunSideBySide() throws Exception {
        HostedBuild build = runPipeline("""
                parallel(
                    a: { fluxGenerate(prompt: 'A', width: 256, height: 256, output: 'a.jpg') },
                    b: { fluxGenerate(prompt: 'B', width: 256, height: 256, output: 'b.jpg') },
                    c: { fluxGenerate(prompt: 'C', width: 256, height: 256, output: 'c.jpg') })
                """);

        assertThat(build.artifacts()).containsExactly("a.jpg", "b.jpg", "c.jpg", "flux-generate.json");
        assertThat(build.recordedImages()).hasSize(3);
    }

    @Test
    void theConsoleReportsEachChange() throws Exception {
        simulator.faults().add(Fault.run(Duration.ofSeconds(3)));

        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg')");

        String requestId = record.jobs().get(0).requestId();
        assertThat(build.console())
                .containsSubsequence(
                        "[a.jpg] submitted, request id " + requestId,
                        "[a.jpg] is being generated",
                        "[a.jpg] generated in ",
                        "[a.jpg] stored a.jpg: 256x256 JPEG");
    }

    @Test
    void aFailedImageFailsTheBuildWithOneLine() throws Exception {
        simulator.faults().whenPrompt("bad", Fault.jobError(ErrorType.CONTENT_BLOCKED));

        HostedBuild build = runPipeline("fluxGenerate(prompt: 'bad', width: 256, height: 256, output: 'a.jpg')");

        assertFailedWith(build, "ERROR: a.jpg: failed: the content filter blocked");
        assertThat(build.console()).contains("[a.jpg] failed: the content filter blocked");
    }

    @Test
    void anAnswerWithoutAnImageIsKeptAmongTheArtifacts() throws Exception {
        simulator.faults().whenPrompt("odd", Fault.resultShape(ResultShape.UNKNOWN));

        HostedBuild build = runPipeline("fluxGenerate(prompt: 'odd', width: 256, height: 256, output: 'a.jpg')");

        String file = "flux-answer-" + record.jobs().get(0).requestId() + ".json";
        assertFailedWith(build, "the service's answer is kept in " + file);
        assertThat(build.artifacts()).containsExactly(file);
    }

    @Test
    void anOutputOfNoUseDoesNotLoseTheOthers() throws Exception {
        simulator.faults().whenPrompt("three", Fault.outputs(3), Fault.corruptImage(2));

        HostedBuild build = runPipeline("fluxGenerate(prompt: 'three', width: 256, height: 256, output: 'a.jpg')");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.artifacts()).containsExactly("a-2.jpg", "a.jpg", "flux-generate.json");
        assertThat(build.recordedImages()).extracting(ImageRecord::path).containsExactly("a.jpg", "a-2.jpg");
        assertThat(build.console())
                .contains("output 2 of 3 could not be stored: ")
                .contains(record.jobs().get(0).requestId() + ", result at ");
    }

    @Test
    void aScriptCanCatchTheFailure() throws Exception {
        simulator.faults().whenPrompt("bad", Fault.jobError(ErrorType.INFERENCE_FAILURE));

        HostedBuild build = runPipeline(
                "try { fluxGenerate(prompt: 'bad', width: 256, height: 256) } catch (e) { echo \"caught ${e.message}\" }");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("caught flux-1.jpg: failed: ");
    }

    @Test
    void theOtherImagesOfABatchAreCanceledByAFailure() throws Exception {
        simulator.faults().whenPrompt("slow", Fault.queue(Duration.ofMinutes(1)));
        simulator.faults().whenPrompt("bad", Fault.jobError(ErrorType.CONTENT_BLOCKED));

        HostedBuild build = runPipeline(
                "fluxGenerate(width: 256, height: 256, images: [[prompt: 'slow', output: 'slow.jpg'], [prompt: 'bad', output: 'bad.jpg']])");

        assertFailedWith(build, "ERROR: 2 of 2 images");
        assertThat(build.console()).contains("[slow.jpg] canceled: the cancel was accepted");
        assertThat(record.canceledCount()).isEqualTo(1);
    }

    @Test
    void withFailFastOffTheOtherImagesAreGenerated() throws Exception {
        simulator.faults().whenPrompt("bad", Fault.jobError(ErrorType.CONTENT_BLOCKED));

        HostedBuild build = runPipeline(
                "fluxGenerate(width: 256, height: 256, failFast: false, images: [[prompt: 'bad', output: 'bad.jpg'], [prompt: 'good', output: 'good.jpg']])");

        assertFailedWith(build, "ERROR: 1 of 2 images");
        assertThat(build.artifacts()).containsExactly("flux-generate.json", "good.jpg");
    }

    @Test
    void aFailureMayMarkTheBuildUnstableInstead() throws Exception {
        simulator.faults().whenPrompt("bad", Fault.jobError(ErrorType.CONTENT_BLOCKED));

        HostedBuild build = runPipeline("""
                def images = fluxGenerate(width: 256, height: 256, onFailure: 'unstable', images: [
                    [prompt: 'bad', output: 'bad.jpg'], [prompt: 'good', output: 'good.jpg']])
                echo "made ${images.size()}"
                """);

        assertThat(build.await()).isEqualTo("UNSTABLE");
        assertThat(build.console()).contains("made 1").contains("\n1 of 2 images is missing; bad.jpg: failed: ");
    }

    @Test
    void aLostAnswerIsReportedAndNotRepeated() throws Exception {
        simulator.faults().whenPrompt("lost", Fault.answerLostAfterAccept());

        HostedBuild build = runPipeline("fluxGenerate(prompt: 'lost', width: 256, height: 256, output: 'a.jpg')");

        assertFailedWith(build, "ERROR: a.jpg: outcome unknown: ");
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsRepeatedOnceWhenTheStepSaysSo() throws Exception {
        simulator.faults().whenPrompt("lost", Fault.answerLostAfterAccept().once());

        HostedBuild build = runPipeline(
                "fluxGenerate(prompt: 'lost', width: 256, height: 256, output: 'a.jpg', onLostSubmit: 'resubmit')");

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.console()).contains("[a.jpg] ").contains("billed");
        assertThat(new String(build.artifact("flux-generate.json"), StandardCharsets.UTF_8))
                .contains("\"resubmitted\":true");
        assertThat(record.submittedCount()).isEqualTo(2);
    }

    @Test
    void anotherAttemptReplacesTheImageOfTheSamePath() throws Exception {
        simulator
                .faults()
                .whenPrompt(
                        "second", Fault.jobError(ErrorType.INFERENCE_FAILURE).once());

        HostedBuild build = runPipeline("""
                retry(2) {
                    fluxGenerate(width: 256, height: 256, failFast: false, images: [
                        [prompt: 'first', output: 'first.jpg'], [prompt: 'second', output: 'second.jpg']])
                }
                """);

        assertThat(build.await()).isEqualTo("SUCCESS");
        assertThat(build.recordedImages()).extracting(ImageRecord::path).containsExactly("first.jpg", "second.jpg");
    }
}
