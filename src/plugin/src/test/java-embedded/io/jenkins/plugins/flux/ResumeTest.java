package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.EmbeddedBuild;
import hudson.model.Result;
import io.jenkins.plugins.flux.execution.FluxRuntime;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.journals.JournalIndex;
import io.jenkins.plugins.flux.record.BuildImages;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.Test;

/** Given a Jenkins that stops while images are generated, the next one resumes what was in progress. */
class ResumeTest extends RestartContract {

    @Test
    void aQueuedImageIsStillPolledAndStored() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        byte[] program = startAndStop(step("An apple"), ImageState.SUBMITTED);

        Object result = resume(program).result();

        assertThat(result).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(run().getAction(GeneratedImagesAction.class).getImages()).hasSize(1);
        Awaitility.await().until(() -> activeJournals().isEmpty());
    }

    @Test
    void anInterruptionWhileImagesAreRecordedDoesNotFailTheStep() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        byte[] program = startUntil(step("An apple"), ImageState.SUBMITTED);
        GeneratedImagesAction action = (GeneratedImagesAction) BuildImages.of(run());

        synchronized (action) {
            Awaitility.await().until(ResumeTest::isAboutToBeRecorded);
            FluxRuntime.get().onBeforeShutdown();
        }
        Awaitility.await().until(FluxRuntime.get().buildThreads()::isTerminated);

        assertThat(RecordingContext.isOver()).isFalse();
        jenkins.shutDown();
        boot();
        assertThat(resume(program).failure()).isNull();
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(run().getAction(GeneratedImagesAction.class).getImages()).hasSize(1);
    }

    private static boolean isAboutToBeRecorded() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() == Thread.State.BLOCKED)
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().equals(GeneratedImagesAction.class.getName())
                        && frame.getMethodName().equals("save"));
    }

    @Test
    void aBuildThatEndsAfterItsStepHasLeftNothing() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        resume(startAndStop(step("An apple"), ImageState.SUBMITTED));
        Awaitility.await().until(() -> activeJournals().isEmpty());

        String logged = logOf(() -> {
            jenkins.build("job", 1).abort();
            jenkins.build("job", 1).await(Duration.ofSeconds(30));
        });

        assertThat(logged).isEmpty();
    }

    @Test
    void resumingDoesNotBlock() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(Duration.ofSeconds(2)));
        byte[] program = startAndStop(step("An apple"), ImageState.SUBMITTED);
        CountDownLatch opened = new CountDownLatch(1);
        RecordingContext.closeUntil(opened);

        begin(program);
        opened.countDown();

        assertThat(RecordingContext.await(Duration.ofSeconds(30)).failure()).isNull();
    }

    @Test
    void whatThePipelineStoresOfAStepIsSmallHoweverLargeTheStepIs() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));

        byte[] program = startAndStop(step("An apple. ".repeat(500)), ImageState.SUBMITTED);

        assertThat(program).hasSizeLessThan(1_000);
    }

    @Test
    void aStopThatComesBeforeTheStepIsResumedCancelsItsJob() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));
        byte[] program = startAndStop(step("An apple"), ImageState.SUBMITTED);
        StepExecution resumed = deserialized(program);
        FlowInterruptedException expired = new FlowInterruptedException(Result.ABORTED, true);

        resumed.stop(expired);
        resumed.onResume();

        assertThat(RecordingContext.await(Duration.ofSeconds(30)).failure()).isSameAs(expired);
        assertThat(record.jobs().get(0).state()).isEqualTo(JobState.CANCELED);
        assertThat(console.toString(StandardCharsets.UTF_8)).contains("the cancel was accepted");
        assertThat(record.cancelsReceived()).isEqualTo(1);
    }

    @Test
    void aTimeoutThatExpiresWhileJenkinsIsDownCancelsTheJob() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        EmbeddedBuild build = jenkins.runPipeline(
                "timed",
                "timeout(time: 3, unit: 'SECONDS') {"
                        + " fluxGenerate(prompt: 'An apple', width: 256, height: 256, output: 'a.jpg') }");
        build.awaitConsole("submitted, request id", Duration.ofSeconds(30));
        Instant expired =
                Instant.ofEpochMilli(build.run().getStartTimeInMillis()).plusSeconds(4);
        jenkins.shutDown();
        Awaitility.await().until(() -> Instant.now().isAfter(expired));

        boot();

        build = jenkins.build("timed", 1).await(Duration.ofSeconds(50));
        assertThat(build.result()).isEqualTo(Result.ABORTED);
        assertThat(build.console()).contains("the cancel was accepted");
        assertThat(record.canceledCount()).isEqualTo(1);
    }

    @Test
    void oneJournalHasOneWriter() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));
        byte[] program = startAndStop(step("An apple"), ImageState.SUBMITTED);
        JournalIndex.get().claim(idIn(program));

        Throwable failure = resume(program).failure();

        assertThat(failure).hasMessageContaining("The jobs of this step are being canceled");
        assertThat(journal().history().images().get(0).state()).isEqualTo(ImageState.SUBMITTED);
    }

    @Test
    void aLostSubmitIsReportedAsUnknown() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        byte[] program = startAndStop(step("An apple"), ImageState.SUBMITTING);

        Throwable failure = resume(program).failure();

        assertThat(failure).hasMessageContaining("may exist and be billed").hasMessageContaining("it was sent at");
        // It is journaled before it is sent, so it may not have been sent.
        assertThat(record.calls(Operation.SUBMIT)).isLessThanOrEqualTo(1);
    }

    @Test
    void aStepWhoseJournalWasNotCompleteYetBegins() throws Exception {
        runningBuild();
        RecordingContext.forget();
        byte[] program = serialized(step("An apple").start(new RecordingContext(BUILD)));
        Path journals = Files.createDirectories(run().getRootDir().toPath().resolve("flux-generate"));
        jenkins.shutDown();
        Files.writeString(journals.resolve(idIn(program) + ".jsonl.new"), "{\"version\":1,\"at\":\"2026-");
        boot();

        Object result = resume(program).result();

        assertThat(result).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void aJournalThatWasNotYetListedIsListedWhenItsStepResumes() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));
        byte[] program = startUntil(step("An apple"), ImageState.SUBMITTED);
        jenkins.shutDown();
        Files.delete(home.resolve("flux-generate").resolve("active").resolve(idIn(program) + ".jsonl"));
        boot();

        begin(program);

        Awaitility.await().until(() -> activeJournals().containsKey(idIn(program)));
    }

    /** The id of an execution is also that of its journal. */
    private static String idIn(byte[] program) {
        return Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .matcher(new String(program, StandardCharsets.ISO_8859_1))
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    @Test
    void anEndpointThatIsGoneIsNamedWithTheJobsThatMayContinue() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));
        byte[] program = startAndStop(step("An apple"), ImageState.SUBMITTED);
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

        startAndStop(step("An apple"), ImageState.SUBMITTED);

        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(simulator.apiKey());
            }
        }
    }

    @Test
    void whatAnEarlierExecutionHasPaidForIsPickedUpAfterARestartToo() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.status(403).on(Operation.RESULT));
        startAndAwait(step("An apple"));
        assertThat(RecordingContext.await(Duration.ofSeconds(1)).failure())
                .hasMessageContaining("picks it up when it runs again in this build");
        jenkins.shutDown();
        simulator.faults().clear();
        boot();

        startAndAwait(step("An apple"));

        Object result = RecordingContext.await(Duration.ofSeconds(1)).result();
        assertThat(((Map<?, ?>) ((List<?>) result).get(0)).get("reused")).isEqualTo(true);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void whatAnEarlierExecutionHasStoredIsReusedAfterARestartToo() throws Exception {
        runningBuild();
        startAndAwait(step("An apple"));
        jenkins.shutDown();
        boot();

        startAndAwait(step("An apple"));

        Object result = RecordingContext.await(Duration.ofSeconds(1)).result();
        assertThat(((Map<?, ?>) ((List<?>) result).get(0)).get("reused")).isEqualTo(true);
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void anImageInProgressKeepsItsPathAfterARestart() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));
        startAndStop(step("An apple"), ImageState.SUBMITTED);

        startAndAwait(step("A pear"));

        assertThat(RecordingContext.await(Duration.ofSeconds(1)).failure())
                .hasMessageStartingWith(
                        "output: apple.jpg is not allowed; it must be different for each image of a build");
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    private void startAndAwait(FluxGenerateStep step) throws Exception {
        RecordingContext.forget();
        step.start(new RecordingContext(BUILD)).start();
        RecordingContext.await(Duration.ofSeconds(30));
    }
}
