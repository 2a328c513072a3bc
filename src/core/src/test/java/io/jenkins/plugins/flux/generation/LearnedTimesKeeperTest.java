package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
