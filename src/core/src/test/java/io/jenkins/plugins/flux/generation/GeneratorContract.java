package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
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

    ImageOutcome.Failed failureOf(String prompt) throws Exception {
        ImageOutcome outcome = harness.outcomeOf(prompt);
        assertThat(outcome).isInstanceOf(ImageOutcome.Failed.class);
        return (ImageOutcome.Failed) outcome;
    }
}
