package io.jenkins.plugins.flux.generation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How well an endpoint's gate uses a service that limits calls, in virtual time: a thousand seconds after the first sixty. */
public final class GateSweep {

    private GateSweep() {}

    /**
     * @param name how the service limits calls
     * @param used the calls that were taken, as a share of those that it allows
     * @param refused the share of 429 among all answers
     */
    public record Row(String name, double used, double refused) {}

    public static List<Row> run() {
        List<Row> rows = new ArrayList<>();
        for (LimitedService.Limit limit : LimitedService.Limit.values()) {
            for (int callsPerSecond : new int[] {2, 5, 20, 50, 200, 1_000}) {
                for (int retryAfter : new int[] {1, 5}) {
                    rows.add(row(limit, callsPerSecond, retryAfter));
                }
            }
        }
        return rows;
    }

    private static Row row(LimitedService.Limit limit, int callsPerSecond, int retryAfter) {
        VirtualTime time = new VirtualTime();
        EndpointGate gate = new EndpointGate(time);
        LimitedService service = new LimitedService(time, limit, callsPerSecond, Duration.ofSeconds(retryAfter));
        for (int i = 0; i < 400; i++) {
            callAgain(time, gate, service);
        }
        time.runFor(Duration.ofSeconds(60));
        service.countAnew();
        time.runFor(Duration.ofSeconds(1_000));
        return new Row(
                limit + ", " + callsPerSecond + " a second, Retry-After: " + retryAfter,
                service.taken / 1_000.0 / callsPerSecond,
                (double) service.refused / (service.taken + service.refused));
    }

    private static void callAgain(VirtualTime time, EndpointGate gate, LimitedService service) {
        gate.call("run", CallUrgency.ORDINARY, service.call()).whenComplete((answer, failure) -> {
            Duration pause = failure == null ? Duration.ZERO : Duration.ofMillis(500);
            time.schedule(pause, () -> callAgain(time, gate, service));
        });
    }
}
