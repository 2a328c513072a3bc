package io.jenkins.plugins.flux.benchmark;

import io.jenkins.plugins.flux.gate.GateSweep;
import io.jenkins.plugins.flux.schedule.PollCurves;
import io.jenkins.plugins.flux.schedule.ScheduleSweep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Measures everything, one after the other; see docs/performance.md. */
public final class Benchmark {

    private static final List<String> ALL =
            List.of("waiting", "schedule", "gate", "seen", "throughput", "memory", "restart", "jenkinsfile");

    private static final String SCHEDULE = "When to poll, in virtual time";

    private Benchmark() {}

    /**
     * Takes the directory for results, that of the pages that are made from them, and {@code only=} with what to
     * measure, separated by commas; nothing for all, {@code page} for the appendix and the picture.
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Set<String> chosen = new LinkedHashSet<>(
                arguments[2].equals("only=")
                        ? ALL
                        : Arrays.asList(arguments[2].replace("only=", "").split(",")));
        if (chosen.equals(Set.of("page"))) {
            Path docs = Path.of(arguments[1]);
            Appendix.write(directory, docs.resolve("performance-appendix.md"));
            PollsPicture.write(docs.resolve("images").resolve("polls.svg"));
            return;
        }
        Figures figures = new Figures();
        Path images = Files.createDirectories(directory.resolve("images"));
        if (chosen.contains("waiting")) {
            new WaitingJobs(images).measure(figures);
        }
        if (chosen.contains("schedule")) {
            ScheduleSweep.run().forEach(row -> schedule(row, figures));
            backoff(PollCurves.backoff(), figures);
        }
        if (chosen.contains("gate")) {
            GateSweep.run().forEach(row -> gate(row, figures));
        }
        if (chosen.contains("seen")) {
            new SeenAtOnce(images).measure(figures);
        }
        if (chosen.contains("throughput")) {
            new Throughput(images).measure(figures);
        }
        if (chosen.contains("memory")) {
            new LargeImages(images).measure(figures);
        }
        if (chosen.contains("restart")) {
            new Restart(directory.resolve("restart")).measure(figures);
        }
        if (chosen.contains("jenkinsfile")) {
            new Jenkinsfiles(directory.resolve("jenkinsfile")).measure(figures);
        }
        figures.write(directory.resolve("performance.json"));
        System.exit(0);
    }

    private static void backoff(PollCurves.Point point, Figures figures) {
        figures.compare(
                SCHEDULE,
                "log-normal 10.0 s, spread 0.3, pollSchedule: 'backoff'",
                Figures.text("%.1f polls, delay %.1f %% of the service time", point.polls(), 100 * point.delay()));
    }

    private static void schedule(ScheduleSweep.Row row, Figures figures) {
        double ratio = row.delay() / row.oracle();
        boolean isPossible = row.oracle() < 0.6 * row.fixed();
        String value = Figures.text(
                "%.1f polls, delay %.1f %% of the service time: %.2f times the oracle's %.1f %%; a fixed interval with"
                        + " as many polls %.1f %% (the oracle has %.0f %% of that); 250 ms x 1.2: %.1f polls, %.1f %%",
                row.polls(),
                100 * row.delay(),
                ratio,
                100 * row.oracle(),
                100 * row.fixed(),
                100 * row.oracle() / row.fixed(),
                row.backoff()[0],
                100 * row.backoff()[1]);
        figures.check(
                SCHEDULE,
                row.name(),
                value,
                Figures.text("at most %.2f times the oracle's", row.limit()),
                ratio <= row.limit());
        if (row.limit() < 1.5 && row.name().startsWith("log-normal")) {
            figures.check(
                    SCHEDULE,
                    row.name() + ", beside a fixed interval",
                    Figures.text("%.0f %%", 100 * row.delay() / row.fixed()),
                    isPossible ? "at most 60 %" : "at most 60 %, which the oracle itself does not reach",
                    row.delay() <= 0.6 * row.fixed());
        }
        if (row.name().startsWith("log-normal") && row.name().contains("spread 0.3")) {
            figures.check(
                    SCHEDULE, row.name() + ", polls", Figures.text("%.2f", row.polls()), "at most 8", row.polls() <= 8);
        }
    }

    private static void gate(GateSweep.Row row, Figures figures) {
        figures.check(
                "Services that limit calls, in virtual time",
                row.name(),
                Figures.text("%.1f %% used, %.2f %% refused", 100 * row.used(), 100 * row.refused()),
                "at least 95 % used, less than 1 % refused",
                row.used() >= 0.95 && row.refused() < 0.01);
    }
}
