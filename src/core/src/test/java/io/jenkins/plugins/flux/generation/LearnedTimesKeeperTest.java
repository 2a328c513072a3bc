package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.JobRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void theChoiceCountsForJobsThatAreSubmittedAfterIt() throws Exception {
        Path file = directory.resolve("times.txt");
        AtomicBoolean learns = new AtomicBoolean(false);
        try (GeneratorHarness harness = GeneratorHarness.start(directory)) {
            String threeSeconds = harness.simulator.baseUrl() + "/v1/queue/flux_pro_11#256x256"
                    + " 0.000 1 3.000 0.000".repeat(5) + "\n";
            Files.writeString(file, threeSeconds);
            harness.learnedTimes(file, learns::get);

            harness.generate("by backoff [[run=400ms]]");
            learns.set(true);
            harness.generate("as learned [[run=400ms]]");

            List<JobRecord> jobs = harness.simulator.record().jobs();
            assertThat(jobs.get(0).polls()).as("at least one each 200 ms").isGreaterThan(3);
            assertThat(jobs.get(1).polls()).as("most jobs take three seconds").isLessThan(3);
            harness.learnedTimes(file);
            assertThat(Files.readString(file).split(" "))
                    .as("learned from the second job only")
                    .hasSize(1 + 6 * 4);
        }
    }
}
