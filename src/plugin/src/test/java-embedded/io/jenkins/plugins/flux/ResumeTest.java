package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.flux.generation.GenerationState;
import io.jenkins.plugins.flux.generation.ImageOutcome;
import io.jenkins.plugins.flux.generation.Move;
import io.jenkins.plugins.flux.generation.PlannedImage;
import io.jenkins.plugins.flux.journal.FileJournal;
import io.jenkins.plugins.flux.journal.JournaledRun;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Given a Jenkins that stops while images are made, the next one finds what was under way. */
class ResumeTest extends RestartContract {

    // A Pipeline goes on.

    @Test
    void aQueuedImageIsWatchedOnAndStored() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        byte[] program = startAndStop(step("An apple"), GenerationState.SUBMITTED);

        Object result = resume(program).result();

        assertThat(result).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(run().getAction(GeneratedImagesAction.class).getImages()).hasSize(1);
        Awaitility.await().until(() -> activeJournals().isEmpty());
    }

    @Test
    void aBuildThatEndsAfterItsStepHasLeftNothing() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        resume(startAndStop(step("An apple"), GenerationState.SUBMITTED));
        Awaitility.await().until(() -> activeJournals().isEmpty());

        String logged = logOf(() -> {
            jenkins.build("job", 1).abort();
            jenkins.build("job", 1).await(Duration.ofSeconds(30));
        });

        assertThat(logged).isEmpty();
    }

    @Test
    void goingOnWaitsForNothingAndNobody() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        byte[] program = startAndStop(step("An apple"), GenerationState.SUBMITTED);
        CountDownLatch opened = new CountDownLatch(1);
        RecordingContext.closeUntil(opened);

        begin(program);
        opened.countDown();

        assertThat(RecordingContext.await(Duration.ofSeconds(30)).failure()).isNull();
    }

    @Test
    void whatThePipelineStoresOfAStepIsSmallHoweverMuchItWasAskedFor() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));

        byte[] program = startAndStop(step("An apple. ".repeat(500)), GenerationState.SUBMITTED);

        assertThat(program).hasSizeLessThan(1_000);
    }

    @Test
    void aLostSubmitIsReportedAsUnknown() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        byte[] program = startAndStop(step("An apple"), GenerationState.SUBMITTING);

        Throwable failure = resume(program).failure();

        assertThat(failure).hasMessageContaining("may exist and be billed").hasMessageContaining("it was sent at");
        // The journal knows of it before it is sent, so that it may not have been sent.
        assertThat(record.calls(Operation.SUBMIT)).isLessThanOrEqualTo(1);
    }

    @Test
    void aStepWhoseJournalWasNotCompleteYetBegins() throws Exception {
        runningBuild();
        RecordingContext.forget();
        byte[] program = serialised(step("An apple").start(new RecordingContext(BUILD)));
        Path journals = Files.createDirectories(run().getRootDir().toPath().resolve("flux-generate"));
        jenkins.shutDown();
        Files.writeString(journals.resolve(idIn(program) + ".jsonl.new"), "{\"version\":1,\"at\":\"2026-");
        boot();

        Object result = resume(program).result();

        assertThat(result).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void aJournalThatWasNotInTheListYetIsEnteredWhenItsStepGoesOn() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));
        byte[] program = startUntil(step("An apple"), GenerationState.SUBMITTED);
        jenkins.shutDown();
        Files.delete(home.resolve("flux-generate").resolve("active").resolve(idIn(program) + ".jsonl"));
        boot();

        begin(program);

        Awaitility.await().until(() -> activeJournals().containsKey(idIn(program)));
    }

    /** The id of an execution is that of its journal. */
    private static String idIn(byte[] program) {
        return Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .matcher(new String(program, StandardCharsets.ISO_8859_1))
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    @Test
    void anEndpointThatIsGoneIsNamedWithTheJobsThatMayGoOn() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));
        byte[] program = startAndStop(step("An apple"), GenerationState.SUBMITTED);
        FluxEndpoint other = new FluxEndpoint("other");
        other.setBaseUrl(simulator.baseUrl().toString());
        jenkins.configuration(FluxGenerateConfiguration.class).setEndpoints(List.of(other));

        Throwable failure = resume(program).failure();

        assertThat(failure)
                .hasMessageContaining("simulator")
                .hasMessageContaining(record.jobs().get(0).requestId());
    }

    @Test
    void noFileHoldsTheKey() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));

        startAndStop(step("An apple"), GenerationState.SUBMITTED);

        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(simulator.apiKey());
            }
        }
    }

    @Test
    void whatAnEarlierExecutionHasPaidForIsPickedUpAlsoAfterARestart() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.status(403).on(Operation.RESULT));
        startAndAwait(step("An apple"));
        assertThat(RecordingContext.await(Duration.ofSeconds(1)).failure())
                .hasMessageContaining("picks it up when it is run again in this build");
        jenkins.shutDown();
        simulator.faults().clear();
        boot();

        startAndAwait(step("An apple"));

        Object result = RecordingContext.await(Duration.ofSeconds(1)).result();
        assertThat(((Map<?, ?>) ((List<?>) result).get(0)).get("reused")).isEqualTo(true);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    private void startAndAwait(FluxGenerateStep step) throws Exception {
        RecordingContext.forget();
        step.start(new RecordingContext(BUILD)).start();
        RecordingContext.await(Duration.ofSeconds(30));
    }

    // A build that did not live to see it.

    @Test
    void theJobsOfAFreestyleBuildAreCancelled() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startAndStop(step("An apple"), GenerationState.SUBMITTED);

        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
        Awaitility.await().until(() -> activeJournals().isEmpty());
        assertThat(journal().history().isSettled()).isTrue();
    }

    @Test
    void theJobsOfABuildThatWasDeletedMeanwhileAreCancelled() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(step("An apple"), GenerationState.SUBMITTED);
        FilePath build = new FilePath(run().getRootDir());
        jenkins.shutDown();
        build.deleteRecursive();

        boot();

        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
        Awaitility.await().until(() -> activeJournals().isEmpty());
    }

    @Test
    void whatBecameOfAnImageIsToldAlsoWhenJenkinsWasKilledJustBeforeItWas() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        startUntil(step("An apple"), GenerationState.SUBMITTING);
        jenkins.shutDown();
        Path journal = home.resolve("flux-generate").resolve("active").resolve(activeJournal());
        PlannedImage image =
                JournaledRun.read(journal).history().plan().images().get(0);
        try (FileJournal end = FileJournal.append(journal, Runnable::run)) {
            Instant now = Instant.now();
            end.add(0, new Move.Ended(now, new ImageOutcome.Unknown(image, now, "a job may exist"), false));
        }

        String logged = logOf(() -> {
            boot();
            Awaitility.await().until(() -> activeJournals().isEmpty());
        });

        assertThat(logged.lines()).anySatisfy(line -> assertThat(line).contains("apple.jpg", "a job may exist"));
    }

    @Test
    void noBuildIsLoadedBeforeJenkinsHasLoadedThePipelinesThatWereRunning() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(step("An apple"), GenerationState.SUBMITTED);
        String id = activeJournals().keySet().iterator().next();
        jenkins.shutDown();
        Path active = home.resolve("flux-generate").resolve("active").resolve(id + ".jsonl");
        Path aside = Files.move(active, home.resolve("aside.jsonl"));
        boot();
        Files.move(aside, active);
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean areLoaded = new AtomicBoolean();
        InterruptedGenerations generations = new InterruptedGenerations(() -> {
            asked.incrementAndGet();
            return areLoaded.get();
        });

        generations.onLoaded();

        Awaitility.await().until(() -> asked.get() >= 2);
        assertThat(FluxRuntime.get().activeJournals().isClaimed(id)).isFalse();
        areLoaded.set(true);
        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
        Awaitility.await().until(() -> activeJournals().isEmpty());
    }

    /** The name of the only file in the list of active journals. */
    private String activeJournal() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("flux-generate").resolve("active"))) {
            return files.findFirst().orElseThrow().getFileName().toString();
        }
    }

    /** What is logged of interrupted generations meanwhile. */
    private static String logOf(Executable action) throws Exception {
        Logger logger = Logger.getLogger(InterruptedGenerations.class.getName());
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        StreamHandler handler = new StreamHandler(log, new SimpleFormatter());
        logger.addHandler(handler);
        try {
            action.run();
            FluxRuntime.get().buildThreads().submit(handler::flush).get();
        } finally {
            logger.removeHandler(handler);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Executable {
        void run() throws Exception;
    }

    @Test
    void anImageThatWasCompleteIsKept() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.status(503).on(Operation.RESULT));
        startAndStop(step("An apple"), GenerationState.COMPLETED);
        simulator.faults().clear();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> activeJournals().isEmpty());
        assertThat(journal().history().images().get(0).state()).isEqualTo(GenerationState.STORED);
        assertThat(run().getAction(GeneratedImagesAction.class).getImages()).hasSize(1);
        assertThat(run().getArtifactManager().root().child("apple.jpg").isFile())
                .isTrue();
    }
}
