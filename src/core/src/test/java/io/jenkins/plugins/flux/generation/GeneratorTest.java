package io.jenkins.plugins.flux.generation;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.OUTPUT_FORMAT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.BatchSummary;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImagePhase;
import io.jenkins.plugins.flux.history.ImageStatus;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.image.ImageFormat;
import io.jenkins.plugins.flux.image.ImageHeader;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Given a plan and a service that works, the images are made. */
class GeneratorTest extends GeneratorContract {

    @Test
    void anImageIsSubmittedWatchedFetchedAndStored() throws Exception {
        BatchOutcome outcome = harness.generate("apple");

        assertThat(outcome.isComplete()).isTrue();
        GeneratedImage image = outcome.stored().get(0);
        byte[] bytes = Files.readAllBytes(directory.resolve("store/apple.jpg"));
        assertThat(image.name()).isEqualTo("apple.jpg");
        assertThat(image.header()).isEqualTo(new ImageHeader(ImageFormat.JPEG, 256, 256));
        assertThat(image.bytes()).isEqualTo(bytes.length);
        assertThat(image.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(image.seed()).contains(BigInteger.valueOf(7));
        assertThat(image.inferenceSeconds()).isPresent();
        assertThat(image.timings().submitted())
                .isBeforeOrEqualTo(image.timings().completed());
        assertThat(image.timings().completed())
                .isBeforeOrEqualTo(image.timings().stored());
        assertThat(harness.simulator.record().job(image.requestId())).isPresent();
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
        assertThat(harness.simulator.record().keySeenAtImageHost()).isFalse();
        harness.assertNoTemporaryFileIsLeft();
    }

    @Test
    void eachChangeIsReportedInOrder() throws Exception {
        harness.simulator.faults().add(Fault.run(Duration.ofMillis(300)));

        harness.generate("apple");

        assertThat(harness.events)
                .extracting(event -> (Object) event.getClass())
                .containsSubsequence(
                        ImageEvent.Submitted.class,
                        ImageEvent.Running.class,
                        ImageEvent.Completed.class,
                        ImageEvent.Ended.class);
    }

    @Test
    void theOutcomesOfABatchStandInThePlansOrder() throws Exception {
        harness.simulator.faults().whenPrompt("first", Fault.run(Duration.ofMillis(300)));

        BatchOutcome outcome = harness.generate("first", "second", "third");

        assertThat(outcome.stored())
                .extracting(GeneratedImage::name)
                .containsExactly("first.jpg", "second.jpg", "third.jpg");
        assertThat(harness.storedFiles()).containsExactly("first.jpg", "second.jpg", "third.jpg");
    }

    @Test
    void pngIsStoredAsPng() throws Exception {
        PlannedImage planned = new PlannedImage(
                "tiles/tile.png",
                ImageRequest.of(Map.of(PROMPT, "tile", WIDTH, 320, HEIGHT, 256, OUTPUT_FORMAT, "png")));

        BatchOutcome outcome = harness.await(harness.start(planned));

        assertThat(outcome.stored().get(0).header()).isEqualTo(new ImageHeader(ImageFormat.PNG, 320, 256));
        assertThat(harness.storedFiles()).containsExactly("tiles/tile.png");
    }

    @Test
    void everyOutputOfARequestIsStoredUnderANameOfItsOwn() throws Exception {
        harness.simulator.faults().whenPrompt("triptych", Fault.outputs(3));

        BatchOutcome outcome = harness.generate("triptych");

        assertThat(outcome.stored())
                .extracting(GeneratedImage::name)
                .containsExactly("triptych.jpg", "triptych-2.jpg", "triptych-3.jpg");
        assertThat(harness.storedFiles()).containsExactly("triptych-2.jpg", "triptych-3.jpg", "triptych.jpg");
    }

    @Test
    void anOutputDoesNotTakeTheNameOfAnotherImage() throws Exception {
        harness.simulator.faults().whenPrompt("hero", Fault.outputs(2));

        BatchOutcome outcome = harness.generate("hero", "hero-2");

        assertThat(outcome.stored()).extracting(GeneratedImage::name).doesNotHaveDuplicates();
        assertThat(harness.storedFiles()).contains("hero.jpg", "hero-2.jpg", "hero-output-2.jpg");
    }

    @Test
    void noMoreJobsAreInFlightThanThePlanAllows() throws Exception {
        harness.maxConcurrent(2).generate("a", "b", "c", "d", "e", "f");

        assertThat(harness.simulator.record().maxUnfinishedJobs()).isEqualTo(2);
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(6);
    }

    @Test
    void theLimitIsSharedByAllRunsAtAnEndpoint() throws Exception {
        harness.maxConcurrent(1);
        Batch first = harness.start("a", "b");
        Batch second = harness.start("c", "d");

        harness.await(first);
        harness.await(second);

        assertThat(harness.simulator.record().maxUnfinishedJobs()).isEqualTo(1);
    }

    @Test
    void theSummaryCountsWhereTheImagesStand() throws Exception {
        harness.simulator.faults().whenPrompt("slow", Fault.queue(Duration.ofMinutes(1)));
        Batch batch = harness.maxConcurrent(1).start("slow", "next");

        harness.simulator.record().awaitCalls(Operation.STATUS, 1, GeneratorHarness.PATIENCE);

        assertThat(batch.summary()).isEqualTo(new BatchSummary(1, 1, 0, 0, 0, 0));
        assertThat(batch.images())
                .extracting(ImageStatus::phase)
                .containsExactly(ImagePhase.QUEUED, ImagePhase.WAITING);
        batch.cancel();
        harness.await(batch);
        assertThat(batch.summary()).isEqualTo(new BatchSummary(0, 0, 0, 0, 0, 2));
        assertThat(batch.summary().total()).isEqualTo(2);
    }

    @Test
    void waitingJobsHoldNoThreads() throws Exception {
        harness.simulator.faults().add(Fault.queue(Duration.ofMinutes(1)));
        String[] prompts = IntStream.range(0, 300).mapToObj(i -> "image " + i).toArray(String[]::new);

        Batch batch = harness.maxConcurrent(300).start(prompts);
        harness.simulator.record().awaitJobs(300, GeneratorHarness.PATIENCE);

        List<String> ours = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("flux-(generator|worker|key|store|report|download)-.*"))
                .toList();
        assertThat(ours).filteredOn(name -> name.startsWith("flux-generator-")).hasSize(1);
        assertThat(ours)
                .hasSizeLessThanOrEqualTo(1 + 2 + 2 + 1)
                .noneMatch(name -> name.matches("flux-(store|download)-.*"));
        batch.cancel();
        harness.await(batch);
    }

    @Test
    void anObserverThatFailsDoesNotStopTheWork() throws Exception {
        PlannedImage image = GeneratorHarness.image("apple");
        BatchPlan plan = harness.start(image).plan();

        Batch batch = harness.start(plan, harness.store, event -> {
            throw new IllegalStateException("the console is gone");
        });

        assertThat(harness.await(batch).isComplete()).isTrue();
    }

    @Test
    void anObserverThatBreaksDoesNotKeepTheOutcomeBack() throws Exception {
        BatchPlan plan = harness.start("apple").plan();

        Batch batch = harness.start(plan, harness.store, event -> {
            throw new NoClassDefFoundError("a console filter");
        });

        assertThat(harness.await(batch).isComplete()).isTrue();
    }

    @Test
    void afterCloseNothingCompletes() {
        harness.simulator.faults().add(Fault.queue(Duration.ofMinutes(1)));
        Batch batch = harness.start("apple");
        harness.simulator.record().awaitJobs(1, GeneratorHarness.PATIENCE);

        harness.generator.close();
        batch.cancel();

        assertThat(batch.outcome()).isNotDone();
    }

    @Test
    void endpointsWithOneAddressShareNeitherLimitsNorPauses() throws Exception {
        harness.maxConcurrent(1).runDeadline(Duration.ofMinutes(1));
        harness.simulator.faults().whenPrompt("slow", Fault.run(Duration.ofMinutes(5)));
        Batch slow = harness.start("slow");
        harness.simulator.record().awaitCalls(Operation.STATUS, 1, Duration.ofSeconds(10));

        harness.endpointName = "another";

        assertThat(harness.outcomeOf("An apple")).isInstanceOf(ImageOutcome.Stored.class);
        assertThat(slow.outcome())
                .as("has the only place at its endpoint all the while")
                .isNotDone();
        slow.cancel();
        harness.await(slow);
    }
}
