package io.jenkins.plugins.flux.gate;

import io.jenkins.plugins.flux.queue.Refusals;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A service in virtual time that takes so many calls a second, and refuses what is too much. */
final class LimitedService {

    /** How a service counts. */
    enum Limit {
        /** Up to a second's calls may be saved up. */
        BUCKET,
        /** In each whole second that many. */
        WINDOW,
        /** Nothing can be saved up: the calls must be evenly spread. */
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
    int taken;
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

    /** Refuses everything from now on, with that Retry-After. */
    void goOut(Duration retryAfter) {
        isOut = true;
        pauseOfOutage = retryAfter;
    }

    void comeBack() {
        isOut = false;
    }

    /** Never answers so many of the next calls. */
    void hang(int calls) {
        hanging = calls;
    }

    void countAnew() {
        taken = 0;
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
            taken++;
            return time.answer(ROUND_TRIP, "ok");
        };
    }

    /** So many callers, each of which calls again as soon as it has an answer, or half a second after a refusal. */
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
        // An even limit forgives a timer's tenth of a second.
        return limit == Limit.EVEN ? 1 + callsPerSecond / 10 : callsPerSecond;
    }
}
