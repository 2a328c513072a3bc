package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An aborted Pipeline leaves no job running, and the console reports what became of each. */
class AbortTest extends BuildContractTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String ONE = "fluxGenerate(prompt: 'apple', width: 256, height: 256, output: 'a.jpg')";

    private HostedBuild build;

    @AfterEach
    void nothingHasBlockedTheProgram() {
        assertThat(build.blockingCalls()).isEmpty();
    }

    private void assertAborted(String line) throws Exception {
        assertThat(build.await()).isEqualTo("ABORTED");
        assertThat(build.console()).contains(line);
    }

    @Test
    void whileTheJobIsQueued() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        build = startPipeline(ONE);
        build.awaitConsole("submitted, request id");

        build.abort();

        assertAborted("[a.jpg] canceled: the cancel was accepted; request id "
                + record.jobs().get(0).requestId());
        assertThat(record.canceledCount()).isEqualTo(1);
    }

    @Test
    void whileTheJobRuns() throws Exception {
        simulator.faults().add(Fault.run(LONG));
        build = startPipeline(ONE);
        build.awaitConsole("is being generated");

        build.abort();

        assertAborted("[a.jpg] canceled: the cancel was accepted");
        assertThat(record.jobsLeftRunning()).isZero();
    }

    @Test
    void whileTheSubmitIsInFlight() throws Exception {
        simulator.faults().whenPrompt("apple", Fault.queue(LONG));
        simulator.faults().add(Fault.slowBody(800).on(Operation.SUBMIT));
        build = startPipeline(ONE);
        record.awaitJobs(1, PATIENCE);

        build.abort();

        assertAborted("[a.jpg] canceled: the cancel was accepted");
        assertThat(record.canceledCount()).isEqualTo(1);
    }

    @Test
    void whileImagesWaitForTheirTurn() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        FluxEndpoint one = endpoint("simulator");
        one.setMaxConcurrent(1);
        host.configuration().setEndpoints(List.of(one));
        build = startPipeline(
                "fluxGenerate(width: 256, height: 256, images: [[prompt: 'a', output: 'a.jpg'], [prompt: 'b', output: 'b.jpg']])");
        build.awaitConsole("submitted, request id");

        build.abort();

        assertAborted("canceled: it was never submitted; nothing is billed");
        assertThat(record.submittedCount()).isEqualTo(1);
        assertThat(record.canceledCount()).isEqualTo(1);
    }

    @Test
    void whenTheJobHadCompletedItIsReportedAsPaidForWithItsAddress() throws Exception {
        simulator.faults().whenPrompt("apple", Fault.queue(LONG), Fault.cancelTooLate());
        build = startPipeline(ONE);
        build.awaitConsole("submitted, request id");

        build.abort();

        assertAborted("[a.jpg] canceled: the cancel came too late: the job was already complete and is paid for");
        assertThat(build.console()).contains("/response");
        assertThat(build.artifacts()).isEmpty();
    }

    @Test
    void whenTheJobHadCompletedItIsStoredIfKeepOnAbortIsOn() throws Exception {
        simulator.faults().whenPrompt("apple", Fault.queue(LONG), Fault.cancelTooLate());
        build = startPipeline(
                "fluxGenerate(prompt: 'apple', width: 256, height: 256, output: 'a.jpg', keepOnAbort: true)");
        build.awaitConsole("submitted, request id");

        build.abort();

        assertAborted("[a.jpg] stored a.jpg");
        assertThat(build.artifacts()).containsExactly("a.jpg", "flux-generate.json");
    }

    @Test
    void whenTheServiceRefusesTheCancelThatIsReported() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        simulator.faults().add(Fault.status(403).on(Operation.CANCEL));
        build = startPipeline(ONE);
        build.awaitConsole("submitted, request id");

        build.abort();

        assertAborted("[a.jpg] canceled: the cancel failed, so the job may continue and be billed");
    }

    @Test
    void byATimeoutAroundTheStep() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        build = startPipeline("timeout(time: 2, unit: 'SECONDS') { " + ONE + " }");

        assertAborted("[a.jpg] canceled: the cancel was accepted");
        assertThat(record.canceledCount()).isEqualTo(1);
    }

    @Test
    void byTheStepsOwnTimeLimitTheBuildFails() throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        build = startPipeline(
                "fluxGenerate(prompt: 'apple', width: 256, height: 256, output: 'a.jpg', timeoutSeconds: 2)");

        assertFailedWith(build, "ERROR: a.jpg: failed: the step's time limit of 2 seconds (timeoutSeconds) has passed");
        assertThat(record.canceledCount()).isEqualTo(1);
    }

    @Test
    void inEveryBranchOfAParallel() throws Exception {
        simulator.faults().add(Fault.run(LONG));
        build = startPipeline("""
                parallel(
                    a: { fluxGenerate(prompt: 'A', width: 256, height: 256, output: 'a.jpg') },
                    b: { fluxGenerate(prompt: 'B', width: 256, height: 256, output: 'b.jpg') })
                """);
        for (var job : record.awaitJobs(2, PATIENCE)) {
            record.awaitState(job.requestId(), JobState.RUNNING, PATIENCE);
        }

        build.abort();

        assertThat(build.await()).isEqualTo("ABORTED");
        assertThat(record.canceledCount()).isEqualTo(2);
        assertThat(record.jobsLeftRunning()).isZero();
    }
}
