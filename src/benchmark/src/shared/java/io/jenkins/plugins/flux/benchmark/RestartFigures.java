package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A restart of Jenkins while 100 Pipelines wait for 100 images each, beside one while 100 Pipelines only sleep: the
 * scenario, what is measured of it, and the targets. The same for the embedded host and for a real Jenkins.
 */
public final class RestartFigures {

    public static final int PIPELINES = 100;

    /** Each home is started this often, and killed as soon as it is up; the median counts. */
    public static final int STARTS = 9;

    /** Time in which what a restart begins must be over, with a margin. */
    public static final Duration SETTLING = Duration.ofSeconds(25);

    /** A Pipeline that waits for 100 images. */
    public static final String IN_FLIGHT = """
        def all = []
        for (int i = 0; i < 100; i++) {
            all << [prompt: 'An apple', output: 'image-' + i + '.jpg']
        }
        fluxGenerate(images: all, width: 256, height: 256, seed: 7)
        """;

    /** A Pipeline that waits as long without this plugin. */
    public static final String ASLEEP = "sleep time: 2, unit: 'HOURS'";

    /** How many jobs the service has to run at once, and how many a Jenkins must be allowed. */
    public static final int JOBS = 10_000;

    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final int CALLS_PER_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double MEGABYTE = 1024 * 1024;

    private final List<Double> secondsWithout = new ArrayList<>();
    private final List<Double> secondsWith = new ArrayList<>();
    private final List<Double> cpuWithout = new ArrayList<>();
    private final List<Double> cpuWith = new ArrayList<>();

    /** A service whose jobs run longer than the measurement takes, and which limits calls. */
    public static SimulatorProcess service() throws IOException {
        return SimulatorProcess.start(
                "--slots=" + 2 * JOBS,
                "--queue=0s",
                "--run=2h",
                "--calls-per-second=" + CALLS_PER_SECOND,
                "--history=" + 20 * JOBS);
    }

    /** Waits until each job has been polled: then its journal has it. */
    public static void awaitInFlight(SimulatorProcess service) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (polled(service.record()) < JOBS) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("only " + polled(service.record()) + " jobs in " + PATIENCE);
            }
            TimeUnit.SECONDS.sleep(3);
        }
    }

    private static int polled(JsonNode record) {
        int polled = 0;
        for (JsonNode job : record.get("jobs")) {
            polled += job.get("polls").asInt() > 0 ? 1 : 0;
        }
        return polled;
    }

    /** What the last collection has left in this process: what is used a moment later is garbage for the most part. */
    public static long retainedHeap() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    /** Notes how long a start took, in seconds, first of the Jenkins whose Pipelines sleep. */
    public void started(double without, double with) {
        secondsWithout.add(without);
        secondsWith.add(with);
    }

    /** Notes the CPU time of a start, in seconds, which says more on a machine with other work. */
    public void startedAtCost(double without, double with) {
        cpuWithout.add(without);
        cpuWith.add(with);
    }

    /**
     * Notes the figures.
     *
     * @param before the service's record before the last start
     * @param after its record at the end
     * @param up when Jenkins was up
     * @param moreHeap bytes that are retained beyond what the other Jenkins retains
     */
    public void write(Figures figures, String group, JsonNode before, JsonNode after, Instant up, long moreHeap) {
        double without = median(secondsWithout);
        double with = median(secondsWith);
        figures.check(
                group,
                "time until Jenkins is up, beside that without them",
                Figures.text("%.2f times: %.2f s beside %.2f s, medians of %d", with / without, with, without, STARTS),
                "at most 1.05 times",
                with <= 1.05 * without);
        if (!cpuWith.isEmpty()) {
            figures.compare(
                    group,
                    "CPU time until Jenkins is up, beside that without them",
                    Figures.text(
                            "%.2f times: %.2f s beside %.2f s",
                            median(cpuWith) / median(cpuWithout), median(cpuWith), median(cpuWithout)));
        }
        polls(figures, group, before, after, up);
        figures.check(
                group,
                "retained heap beyond that without them",
                Figures.text("%.1f MB", moreHeap / MEGABYTE),
                "less than 64 MB",
                moreHeap < 64 * MEGABYTE);
        int submits = after.get("submittedCount").asInt() - JOBS;
        int cancels = after.get("cancelsReceived").asInt();
        figures.check(group, "submits after all restarts", Integer.toString(submits), "0", submits == 0);
        figures.check(group, "cancels after all restarts", Integer.toString(cancels), "0", cancels == 0);
    }

    private static void polls(Figures figures, String group, JsonNode before, JsonNode after, Instant up) {
        long seen = number(before);
        Map<String, Instant> first = new HashMap<>();
        Instant end = up.plus(WINDOW);
        int answered = 0;
        int refused = 0;
        for (JsonNode call : after.get("exchanges")) {
            Instant at = Instant.parse(call.get("time").asText());
            boolean isPoll = call.get("operation").asText().equals("STATUS");
            if (call.get("number").asLong() <= seen || !isPoll) {
                continue;
            }
            boolean isRefused = call.get("status").asInt() == 429;
            if (!isRefused) {
                first.putIfAbsent(call.get("requestId").asText(), at);
            }
            if (at.isBefore(end)) {
                answered += isRefused ? 0 : 1;
                refused += isRefused ? 1 : 0;
            }
        }
        Instant last = first.values().stream().max(Instant::compareTo).orElse(up);
        long inTime = first.values().stream().filter(at -> at.isBefore(end)).count();
        figures.check(
                group,
                "every job is polled again after Jenkins is up",
                Figures.text(
                        "%d of %d within 15 s, %d after %.1f s",
                        inTime, JOBS, first.size(), Duration.between(up, last).toMillis() / 1000.0),
                "all within 15 s",
                inTime == JOBS);
        double share = (double) refused / Math.max(1, answered + refused);
        figures.check(
                group,
                "polls that a service refuses that allows " + CALLS_PER_SECOND + " calls a second",
                Figures.text("%.2f %% of %d in these 15 s", 100 * share, answered + refused),
                "less than 1 %",
                share < 0.01);
    }

    private static long number(JsonNode record) {
        JsonNode exchanges = record.get("exchanges");
        return exchanges.isEmpty()
                ? 0
                : exchanges.get(exchanges.size() - 1).get("number").asLong();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
