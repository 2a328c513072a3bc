package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.simulator.Exchange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a service that limits calls, in real time; {@code EndpointGateTest} has the exact figures. */
class RateLimitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void aServiceThatLimitsCallsIsUsedWithoutBeingPressed() throws Exception {
        try (GeneratorHarness harness = new GeneratorHarness(
                directory,
                settings -> settings.callsPerSecond(50).queue(Duration.ZERO).run(Duration.ofMillis(50)))) {
            harness.maxConcurrent(30).queueDeadline(MINUTE).runDeadline(MINUTE).deliveryDeadline(MINUTE);
            String[] prompts =
                    IntStream.range(0, 30).mapToObj(i -> "image " + i).toArray(String[]::new);

            BatchOutcome outcome = harness.await(harness.start(prompts));

            assertThat(outcome.images()).allMatch(image -> image instanceof ImageOutcome.Stored);
            List<Exchange> calls = harness.simulator.record().exchanges();
            assertThat(calls.stream().filter(call -> call.status() == 429).count())
                    .isLessThan(calls.size() / 10);
        }
    }
}
