package io.jenkins.plugins.flux.gate;

import io.jenkins.plugins.flux.queue.Refusals;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A service in virtual time that accepts a number of calls per second, and refuses the rest. */
final class LimitedService {

    /** How a service counts calls. */
    enum Limit {
        /** Unused calls are saved up, for one second at most. */
        BUCKET,
        /** The number applies to each whole second. */
        WINDOW,
        /** Unused calls are lost: calls must be evenly spread. */
        EVEN
    }

    private static final Duration ROUND_TRIP = Duration.ofMillis(50);

    private final VirtualTime time;
    private final Limit limit;
    private final Duration pause;
    private double callsPerSecond;
    private double saved;
    private double counted;
    private boolean isOut;
    private Duration pauseOfOutage;
    private int hanging;
    int accepted;
    int refused;

    LimitedService(VirtualTime time, Limit limit, double callsPerSecond, Duration pause) {
        this.time = time;
        this.limit = limit;
        this.callsPerSecond = callsPerSecond;
        this.pause = pause;
        this.saved = most();
    }

    void allow(double calls) {
        callsPerSecond = calls;
        saved = Math.min(saved, most());
    }

    /** Refuses everything from now on, with this Retry-After. */
    void beginOutage(Duration retryAfter) {
        isOut = true;
        pauseOfOutage = retryAfter;
    }

    void endOutage() {
        isOut = false;
    }

    /** Never answers this many of the next calls. */
    void hang(int calls) {
        hanging = calls;
    }

    void resetCounts() {
        accepted = 0;
        refused = 0;
    }

    Supplier<CompletableFuture<String>> call() {
        return () -> {
            if (hanging > 0) {
                hanging--;
                return new CompletableFuture<>();
            }
            refill();
            if (isOut || saved < 1) {
                refused++;
                return time.failure(ROUND_TRIP, Refusals.tooMany(isOut ? pauseOfOutage : pause));
            }
            saved--;
            accepted++;
            return time.answer(ROUND_TRIP, "ok");
        };
    }

    /** Starts callers that call again as soon as they have an answer, or half a second after a refusal. */
    void keepBusy(EndpointGate gate, int callers) {
        for (int i = 0; i < callers; i++) {
            callAgain(gate, i % 3);
        }
    }

    private void callAgain(EndpointGate gate, int batch) {
        gate.call(batch, CallUrgency.ORDINARY, call()).whenComplete((answer, failure) -> {
            Duration pause = failure == null ? Duration.ZERO : Duration.ofMillis(500);
            time.schedule(pause, () -> callAgain(gate, batch));
        });
    }

    private void refill() {
        double now = time.seconds();
        if (limit != Limit.WINDOW) {
            saved = Math.min(most(), saved + (now - counted) * callsPerSecond);
            counted = now;
        } else if (Math.floor(now) > counted) {
            saved = most();
            counted = Math.floor(now);
        }
    }

    private double most() {
        // An even limit tolerates timers that are a tenth of a second off.
        return limit == Limit.EVEN ? 1 + callsPerSecond / 10 : callsPerSecond;
    }
}
