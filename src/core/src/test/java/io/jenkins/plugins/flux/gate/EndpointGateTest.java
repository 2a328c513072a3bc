package io.jenkins.plugins.flux.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.queue.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In virtual time: these tests always make the same calls at the same instants. */
class EndpointGateTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final EndpointGate gate = new EndpointGate(time);
    private final List<String> made = new ArrayList<>();

    // The rate.

    @ParameterizedTest(name = "{0}, {1} calls a second, Retry-After {2} s")
    @CsvSource({
        "BUCKET, 50, 1",
        "WINDOW, 50, 1",
        "EVEN, 50, 1",
        "BUCKET, 5, 1",
        "WINDOW, 5, 1",
        "BUCKET, 500, 1",
        "BUCKET, 50, 5"
    })
    void aServiceIsUsedAsMuchAsItAllowsAndHardlyEverRefuses(
            LimitedService.Limit limit, double callsPerSecond, int retryAfter) {
        LimitedService service = new LimitedService(time, limit, callsPerSecond, Duration.ofSeconds(retryAfter));
        service.keepBusy(gate, 200);
        time.runFor(Duration.ofSeconds(60));
        service.resetCounts();

        time.runFor(Duration.ofSeconds(1_000));

        assertThat(service.accepted / 1_000.0).isBetween(0.95 * callsPerSecond, callsPerSecond * 1.001);
        assertThat(service.refused).isLessThan((service.accepted + service.refused) / 100);
    }

    @Test
    void theLimitIsFoundWithFewRefusals() {
        LimitedService service = new LimitedService(time, LimitedService.Limit.WINDOW, 50, SECOND);
        service.keepBusy(gate, 200);

        time.runFor(Duration.ofSeconds(60));

        assertThat(service.refused).isLessThan(30);
        assertThat(service.accepted).isGreaterThan(50 * 48);
    }

    @Test
    void aServiceThatAnswersAtOnceIsNotHeldBackForLong() {
        LimitedService service = new LimitedService(time, LimitedService.Limit.BUCKET, 100_000, SECOND);
        service.keepBusy(gate, 10_000);

        time.runFor(Duration.ofSeconds(2));

        assertThat(service.accepted).as("64 calls at once, 50 ms each").isGreaterThan(1_000);
    }

    @Test
    void aLimitThatIsLoweredOrRaisedIsFoundAgain() {
        LimitedService service = new LimitedService(time, LimitedService.Limit.BUCKET, 100, SECOND);
        service.keepBusy(gate, 200);
        time.runFor(Duration.ofSeconds(120));
        service.allow(30);
        time.runFor(Duration.ofSeconds(60));
        service.resetCounts();
        time.runFor(Duration.ofSeconds(100));
        assertThat(service.accepted).isBetween(2_850, 3_030);

        service.allow(100);
        time.runFor(Duration.ofSeconds(300));
        service.resetCounts();
        time.runFor(Duration.ofSeconds(100));
        assertThat(service.accepted).isBetween(9_500, 10_100);
    }

    @Test
    void noCallIsMadeWhileTheServiceHasAskedToWait() {
        List<Double> calls = new ArrayList<>();
        gate.call("a", CallUrgency.ORDINARY, () -> refusal(Duration.ofSeconds(7)));
        time.runFor(Duration.ofMillis(1));
        for (CallUrgency urgency : CallUrgency.values()) {
            gate.call("b", urgency, () -> {
                calls.add(time.seconds());
                return time.answer(Duration.ZERO, "ok");
            });
        }

        time.runFor(Duration.ofSeconds(20));

        assertThat(calls).hasSize(CallUrgency.values().length).allMatch(at -> at >= 7 && at < 8);
    }

    @Test
    void withoutRetryAfterThePausesGrow() {
        List<Long> calls = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            gate.call("a", CallUrgency.ORDINARY, () -> {
                calls.add(Math.round(time.seconds() * 10));
                return refusal(null);
            });
            time.runFor(Duration.ofMillis(1));
        }

        time.runFor(Duration.ofMinutes(5));

        assertThat(calls).containsExactly(0L, 5L, 15L, 35L, 75L, 155L, 235L, 315L, 395L);
    }

    // Turns.

    @Test
    void batchesTakeTurnsSoASmallOneDoesNotWaitForALargeOne() {
        LimitedService service = new LimitedService(time, LimitedService.Limit.BUCKET, 10, SECOND);
        for (int i = 0; i < 5_000; i++) {
            call(service, "large", CallUrgency.ORDINARY);
        }
        time.runFor(Duration.ofSeconds(30));
        made.clear();

        call(service, "small", CallUrgency.ORDINARY);
        time.runFor(Duration.ofSeconds(3));

        assertThat(made.indexOf("small")).isBetween(0, 1);
    }

    @Test
    void afterARestartEveryJobIsPolledBeforeAnyIsPolledTwice() {
        LimitedService service = new LimitedService(time, LimitedService.Limit.BUCKET, 10, SECOND);
        for (int i = 0; i < 100; i++) {
            call(service, "polled", CallUrgency.ORDINARY);
        }
        time.runFor(Duration.ofSeconds(1));
        made.clear();
        for (int i = 0; i < 20; i++) {
            call(service, "resumed", CallUrgency.UNWATCHED);
        }

        time.runFor(Duration.ofSeconds(5));

        assertThat(made.subList(0, 20)).containsOnly("resumed");
    }

    @Test
    void everyOtherCallIsACancelWhenCancelsWait() {
        LimitedService service = new LimitedService(time, LimitedService.Limit.BUCKET, 1_000, SECOND);
        for (int i = 0; i < 10; i++) {
            call(service, "ordinary", CallUrgency.ORDINARY);
            call(service, "result", CallUrgency.RESULT);
        }
        for (int i = 0; i < 5; i++) {
            call(service, "cancel", CallUrgency.CANCEL);
        }

        time.runFor(SECOND);

        assertThat(made.subList(1, 11))
                .containsExactly(
                        "cancel", "result", "cancel", "result", "cancel", "result", "cancel", "result", "cancel",
                        "result");
    }

    @Test
    void atMostSixtyFourCallsAreInFlightAndCancelsGoFirst() {
        CompletableFuture<String> never = new CompletableFuture<>();
        for (int i = 0; i < 100; i++) {
            gate.call("a", CallUrgency.ORDINARY, () -> {
                made.add("call");
                return never;
            });
        }
        time.runFor(Duration.ofSeconds(60));
        assertThat(made).hasSize(64);

        gate.call("a", CallUrgency.CANCEL, () -> {
            made.add("cancel");
            return never;
        });
        time.runFor(SECOND);

        assertThat(made).hasSize(65).endsWith("cancel");
    }

    @Test
    void jobsOfBatchesAreAdmittedInTurn() {
        gate.jobs().limit(2);
        List<String> entered = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            gate.jobs().enter("large", () -> entered.add("large " + number));
        }
        time.runFor(SECOND);
        gate.jobs().enter("small", () -> entered.add("small"));

        gate.jobs().leave();
        gate.jobs().leave();
        time.runFor(SECOND);

        assertThat(entered).containsExactly("large 0", "large 1", "large 2", "small");
    }

    @Test
    void aSingleImageWaitsForLessThanTwoServiceTimesBesideABatchOfFiveThousand() {
        double serviceTime = 10;
        gate.jobs().limit(8);
        for (int i = 0; i < 5_000; i++) {
            gate.jobs().enter("batch", () -> time.schedule(Duration.ofSeconds(10), gate.jobs()::leave));
        }
        time.runFor(Duration.ofSeconds(101));
        double[] entered = new double[1];
        double begin = time.seconds();

        gate.jobs().enter("single", () -> entered[0] = time.seconds());
        time.runFor(Duration.ofSeconds(60));

        assertThat(entered[0] - begin).isBetween(0.0, serviceTime);
    }

    @Test
    void aSingleImageEndsInThreeServiceTimesBesideABatchOfFiveThousandThatTheServiceLimits() {
        double serviceTime = 10;
        LimitedService service = new LimitedService(time, LimitedService.Limit.BUCKET, 5, SECOND);
        gate.jobs().limit(100);
        List<Double> ends = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            gate.jobs().enter("batch", () -> work(service, "batch", ends));
        }
        time.runFor(Duration.ofSeconds(300));
        ends.clear();
        List<Double> single = new ArrayList<>();
        double begin = time.seconds();

        gate.jobs().enter("single", () -> work(service, "single", single));
        time.runFor(Duration.ofSeconds(60));

        assertThat(single)
                .singleElement()
                .satisfies(end -> assertThat(end - begin).isLessThan(3 * serviceTime));
        assertThat(ends).as("the batch continues meanwhile").hasSizeGreaterThan(50);
    }

    /** A job of ten seconds: its submit, two polls and its result. */
    private void work(LimitedService service, String batch, List<Double> ends) {
        gate.call(batch, CallUrgency.ORDINARY, service.call())
                .thenRun(() -> time.schedule(Duration.ofSeconds(9), () -> poll(service, batch, 2, ends)));
    }

    private void poll(LimitedService service, String batch, int polls, List<Double> ends) {
        gate.call(batch, polls == 0 ? CallUrgency.RESULT : CallUrgency.ORDINARY, service.call())
                .thenRun(() -> {
                    if (polls > 0) {
                        time.schedule(Duration.ofMillis(500), () -> poll(service, batch, polls - 1, ends));
                    } else {
                        ends.add(time.seconds());
                        gate.jobs().leave();
                    }
                });
    }

    // A change that is meant to change one of these figures changes it here too.

    @ParameterizedTest(name = "{0}, {1} calls a second: {2} accepted, {3} refused in ten minutes")
    @CsvSource({
        "BUCKET, 50, 29703, 32",
        "WINDOW, 50, 29020, 20",
        "EVEN, 50, 29049, 13",
        "BUCKET, 5, 2944, 24",
        "BUCKET, 500, 296980, 84"
    })
    void theSameCallsAreAcceptedAndRefusedEveryTime(
            LimitedService.Limit limit, double callsPerSecond, int accepted, int refused) {
        LimitedService service = new LimitedService(time, limit, callsPerSecond, SECOND);
        service.keepBusy(gate, 200);

        time.runFor(Duration.ofSeconds(600));

        assertThat(List.of(service.accepted, service.refused)).containsExactly(accepted, refused);
    }

    private void call(LimitedService service, String name, CallUrgency urgency) {
        gate.call(name, urgency, () -> {
            made.add(name);
            return service.call().get();
        });
    }

    private CompletableFuture<String> refusal(Duration retryAfter) {
        return time.failure(Duration.ZERO, Refusals.tooMany(retryAfter));
    }
}
