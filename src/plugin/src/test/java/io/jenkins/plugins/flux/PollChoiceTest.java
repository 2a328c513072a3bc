package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.Exchange;
import io.jenkins.plugins.flux.simulator.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The global configuration chooses when images at the service are polled: {@code pollSchedule}. */
class PollChoiceTest extends BuildContractTest {

    @Test
    void withBackoffABuildPollsAtGrowingIntervalsWhateverWasLearned() throws Exception {
        Path learned = learnThatImagesTakeTenMinutes();
        String before = Files.readString(learned);
        host.configuration().setPollSchedule("backoff");

        HostedBuild build = startPipeline("fluxGenerate(prompt: 'An apple [[run=10m]]', width: 256, height: 256)");
        record.awaitJobs(1, PATIENCE.multipliedBy(2));
        // At most 1, 1.5 and 2.25 s apart; as learned, the first poll would come after a minute.
        record.awaitCalls(Operation.STATUS, 3, PATIENCE);
        build.abort();

        assertThat(build.await()).isEqualTo("ABORTED");
        List<Instant> polls =
                record.exchanges(Operation.STATUS).stream().map(Exchange::time).toList();
        for (int i = 1; i < polls.size(); i++) {
            assertThat(Duration.between(polls.get(i - 1), polls.get(i))).isGreaterThan(Duration.ofMillis(190));
        }
        assertThat(Files.readString(learned)).isEqualTo(before);
    }

    @Test
    void theChoiceIsLearnedUnlessItIsMade() {
        assertThat(host.configuration().getPollSchedule()).isEqualTo("learned");

        host.configuration().setPollSchedule("backoff");
        host.configuration().setPollSchedule(" ");

        assertThat(host.configuration().getPollSchedule()).isEqualTo("learned");
    }

    /** As an earlier process has left it; to be called before the first build. */
    private Path learnThatImagesTakeTenMinutes() throws IOException {
        Path file = host.home().resolve("flux-generate").resolve("learned-times.txt");
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file,
                endpoint("simulator").toQueueEndpoint().submitUrl() + "#256x256" + " 0.000 1 600.000 0.000".repeat(5)
                        + "\n");
    }
}
