package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What a generator does; each test has one of its own, at work against a simulator of its own. */
abstract class GeneratorContract {

    static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    GeneratorHarness harness;
    SimulatorRecord record;

    @BeforeEach
    void start() {
        harness = GeneratorHarness.start(directory);
        record = harness.simulator.record();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    /** What the journal knows of an image of the first batch. */
    ImageHistory history(int image) throws IOException {
        return JournaledBatch.read(harness.journalFile()).history().images().get(image);
    }

    void awaitState(int image, ImageState state) {
        await().until(() -> history(image).state() == state);
    }

    /** A batch in the middle of its cancel: the service has the call and does not answer it. */
    Batch canceledWithoutAnswer() throws Exception {
        harness.simulator.faults().add(Fault.queue(LONG));
        harness.simulator
                .faults()
                .add(Fault.stalledHeaders().on(Operation.CANCEL).once());
        Batch batch = harness.startJournaled("apple");
        awaitState(0, ImageState.SUBMITTED);
        batch.cancel();
        record.awaitCalls(Operation.CANCEL, 1, GeneratorHarness.PATIENCE);
        return batch;
    }

    ImageOutcome.Failed failureOf(String prompt) throws Exception {
        ImageOutcome outcome = harness.outcomeOf(prompt);
        assertThat(outcome).isInstanceOf(ImageOutcome.Failed.class);
        return (ImageOutcome.Failed) outcome;
    }
}
