package io.jenkins.plugins.flux.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.queue.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Given a service that refuses everything for a while, its endpoint is soon used at its usual rate again. In virtual
 * time.
 */
class OutageTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final EndpointGate gate = new EndpointGate(time);
    private final List<String> made = new ArrayList<>();

    @ParameterizedTest(name = "{0} calls a second, 429 for {1} s, Retry-After {2} s")
    @CsvSource({
        "400, 60, ",
        "400, 60, 1",
        "400, 120, ",
        "400, 120, 30",
        "400, 300, ",
        "400, 300, 10",
        "400, 3600, ",
        "400, 3600, 60",
        "400, 60, 60",
        "400, 300, 300",
        "5, 300, ",
        "5, 300, 10",
        "5, 3600, 5",
        "100000, 75, ",
        "100000, 3600, 30"
    })
    void anOutageCostsLittleMoreThanItself(double callsPerSecond, int seconds, Integer retryAfter) {
        Duration pause = retryAfter == null ? null : Duration.ofSeconds(retryAfter);
        LimitedService service = new LimitedService(time, LimitedService.Limit.BUCKET, callsPerSecond, SECOND);
        service.keepBusy(gate, 20);
        time.runFor(Duration.ofSeconds(200));
        double before = acceptedIn(service, 20);
        service.resetCounts();
        service.beginOutage(pause);
        time.runFor(Duration.ofSeconds(seconds));
        // The calls in flight when it began, those after the first pause, and then one at a time.
        assertThat(service.refused).isLessThan(2 * 20 + seconds / (retryAfter == null ? 2 : retryAfter));

        service.endOutage();
        int longestPause = retryAfter == null ? 8 : retryAfter;
        assertThat(secondsUntilTheFirstIsAccepted(service)).isLessThan(longestPause + 1.0);
        time.runFor(Duration.ofSeconds(25));

        assertThat(acceptedIn(service, 5)).isGreaterThan(0.9 * before);
    }

    @Test
    void aProbeThatHangsKeepsNobodyWaiting() {
        LimitedService service = new LimitedService(time, LimitedService.Limit.BUCKET, 400, SECOND);
        service.keepBusy(gate, 20);
        time.runFor(Duration.ofSeconds(60));
        service.beginOutage(null);
        time.runFor(Duration.ofSeconds(60));
        service.hang(1);
        service.endOutage();

        double seconds = secondsUntilTheFirstIsAccepted(service);

        assertThat(seconds)
                .as("the pause, and how long the gate waits for the probe")
                .isBetween(2.0, 8 + 2 + 0.2);
        assertThat(acceptedIn(service, 10)).isGreaterThan(300);
    }

    @Test
    void refusalsOfCallsInFlightCountAsOne() {
        List<Double> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            gate.call("a", CallUrgency.ORDINARY, () -> {
                calls.add(time.seconds());
                return time.failure(SECOND, Refusals.tooMany(null));
            });
        }

        time.runFor(Duration.ofSeconds(3));

        assertThat(calls).hasSize(20).allMatch(at -> at < 1);
        gate.call("a", CallUrgency.ORDINARY, () -> {
            calls.add(time.seconds());
            return time.answer(Duration.ZERO, "ok");
        });
        assertThat(calls.get(20)).isEqualTo(3);
    }

    private double acceptedIn(LimitedService service, int seconds) {
        int accepted = service.accepted;
        time.runFor(Duration.ofSeconds(seconds));
        return (service.accepted - accepted) / (double) seconds;
    }

    private double secondsUntilTheFirstIsAccepted(LimitedService service) {
        int accepted = service.accepted;
        double begin = time.seconds();
        while (service.accepted == accepted && time.seconds() < begin + 120) {
            time.runFor(Duration.ofMillis(100));
        }
        return time.seconds() - begin;
    }

    @Test
    void cancelsAreAmongTheFirstCallsAfterAnOutage() {
        LimitedService service = new LimitedService(time, LimitedService.Limit.BUCKET, 400, null);
        service.keepBusy(gate, 20);
        time.runFor(Duration.ofSeconds(60));
        service.beginOutage(null);
        time.runFor(Duration.ofSeconds(300));
        for (int i = 0; i < 50; i++) {
            cancel(service);
        }
        time.runFor(Duration.ofSeconds(20));
        assertThat(made).doesNotContain("canceled");

        service.endOutage();
        secondsUntilTheFirstIsAccepted(service);
        time.runFor(Duration.ofSeconds(2));

        assertThat(made).hasSize(50).containsOnly("canceled");
    }

    /** Retries half a second after a refusal. */
    private void cancel(LimitedService service) {
        gate.call("aborted", CallUrgency.CANCEL, service.call()).whenComplete((answer, failure) -> {
            if (failure == null) {
                made.add("canceled");
            } else {
                time.schedule(Duration.ofMillis(500), () -> cancel(service));
            }
        });
    }
}
