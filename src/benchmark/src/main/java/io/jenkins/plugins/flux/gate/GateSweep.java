package io.jenkins.plugins.flux.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How well an endpoint's gate uses a service that limits calls, in virtual time: a thousand seconds after the first
 * sixty.
 */
public final class GateSweep {

    /** The constants of the rate of calls were chosen with these, in calls a second and seconds. */
    private static final int[] KNOWN_LIMITS = {2, 5, 20, 50, 200, 1_000};

    private static final int[] KNOWN_PAUSES = {1, 5};

    /** These had no part in that. */
    private static final int[] OTHER_LIMITS = {3, 11, 70, 430};

    private static final int[] OTHER_PAUSES = {2, 10};

    /** A pause as long as this is felt for long. */
    private static final int LONG_PAUSE = 10;

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
            measure(limit, KNOWN_LIMITS, KNOWN_PAUSES, rows);
            measure(limit, OTHER_LIMITS, OTHER_PAUSES, rows);
        }
        return rows;
    }

    private static void measure(LimitedService.Limit limit, int[] limits, int[] pauses, List<Row> rows) {
        for (int callsPerSecond : limits) {
            for (int pause : pauses) {
                measure(limit, callsPerSecond, pause, rows);
            }
        }
    }

    private static void measure(LimitedService.Limit limit, int callsPerSecond, int pause, List<Row> rows) {
        VirtualTime time = new VirtualTime();
        EndpointGate gate = new EndpointGate(time);
        LimitedService service = new LimitedService(time, limit, callsPerSecond, Duration.ofSeconds(pause));
        service.keepBusy(gate, 400);
        time.runFor(Duration.ofSeconds(60));
        String name = limit + ", " + callsPerSecond + " a second, Retry-After: " + pause;
        rows.add(row(name, time, service, callsPerSecond));
        if (pause >= LONG_PAUSE) {
            rows.add(row(name + ", the next 1,000 s", time, service, callsPerSecond));
        }
    }

    private static Row row(String name, VirtualTime time, LimitedService service, int callsPerSecond) {
        service.resetCounts();
        time.runFor(Duration.ofSeconds(1_000));
        return new Row(
                name,
                service.accepted / 1_000.0 / callsPerSecond,
                (double) service.refused / (service.accepted + service.refused));
    }
}
