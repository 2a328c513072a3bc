package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedTimesKeeperTest {

    @TempDir
    Path directory;

    @Test
    void whatWasLearnedIsWrittenAtTheEndAndKnownToTheNextProcess() throws Exception {
        Path file = directory.resolve("learned").resolve("times.txt");
        try (GeneratorHarness harness = GeneratorHarness.start(directory)) {
            harness.learnedTimes(file);
            harness.generate("one", "two");
            assertThat(file).as("not written while it works").doesNotExist();

            harness.learnedTimes(file);
            assertThat(Files.readString(file).trim().split(" "))
                    .as("two jobs of one kind")
                    .hasSize(1 + 2 * 4);

            harness.generate("three");
            harness.learnedTimes(file);
            assertThat(Files.readString(file).trim().split(" ")).hasSize(1 + 3 * 4);
        }
    }

    @Test
    void whatIsPolledByBackoffIsNotLearnedFrom() throws Exception {
        Path file = directory.resolve("times.txt");
        AtomicBoolean learns = new AtomicBoolean(false);
        try (GeneratorHarness harness = GeneratorHarness.start(directory)) {
            harness.learnedTimes(file, learns::get);

            harness.generate("one");
            learns.set(true);
            harness.generate("two", "three");

            harness.learnedTimes(file);
            assertThat(Files.readString(file).trim().split(" "))
                    .as("the choice counts for jobs that are submitted after it")
                    .hasSize(1 + 2 * 4);
        }
    }

    @Test
    void byBackoffAJobIsPolledSoonWhateverWasLearned() throws Exception {
        Path file = directory.resolve("times.txt");
        try (GeneratorHarness harness = GeneratorHarness.start(directory)) {
            String tenMinutes = harness.simulator.baseUrl() + "/v1/queue/flux_pro_11#256x256"
                    + " 0.000 1 600.000 0.000".repeat(5) + "\n";
            Files.writeString(file, tenMinutes);
            harness.learnedTimes(file, () -> false);

            Batch batch = harness.start("one [[run=10m]]");
            // As learned, the first poll would come after a minute.
            harness.simulator.record().awaitCalls(Operation.STATUS, 4, GeneratorHarness.PATIENCE);
            batch.cancel();
            harness.await(batch);

            harness.learnedTimes(file);
            assertThat(Files.readString(file)).isEqualTo(tenMinutes);
        }
    }
}
