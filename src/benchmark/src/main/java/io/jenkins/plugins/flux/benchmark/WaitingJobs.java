package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.generation.Batch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What ten thousand jobs cost that are in flight for long. Ours come first of all that is measured in the process: HTTP
 * clients of Java 17 keep their threads until they are collected.
 */
final class WaitingJobs {

    private static final String GROUP = "10,000 jobs in flight";
    private static final int JOBS = 10_000;
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private final Path images;

    WaitingJobs(Path images) {
        this.images = images;
    }

    void measure(Figures figures) throws Exception {
        ours(figures);
        for (Clients.Factory peer : Clients.peers(images)) {
            peer(peer, figures);
        }
    }

    private void ours(Figures figures) throws Exception {
        try (SimulatorProcess simulator = SimulatorProcess.start("--slots=20000", "--queue=0s", "--run=10m");
                OurClient client = new OurClient(simulator.baseUrl(), simulator.key(), images)) {
            client.generate(List.of("warm [[run=10ms]]"));
            List<String> prompts = Collections.nCopies(JOBS, "wait");
            long before = RestartFigures.retainedHeap();
            Batch batch = client.start(prompts);
            awaitInFlight(simulator, JOBS + 1);
            // Submitting is over, and the JVM has compiled what runs again and again.
            TimeUnit.SECONDS.sleep(SETTLING.toSeconds());
            long after = RestartFigures.retainedHeap();
            long polls = polls(simulator);
            long cpu = cpuOf("flux-generator");
            long all = processCpu();
            TimeUnit.SECONDS.sleep(WINDOW.toSeconds());
            double share = (cpuOf("flux-generator") - cpu) / (double) WINDOW.toNanos();
            double allShare = (processCpu() - all) / (double) WINDOW.toNanos();
            double pollsPerSecond = (polls(simulator) - polls) / (double) WINDOW.toSeconds();
            long threads = threads("flux-");
            double perJob = (after - before) / (double) JOBS;
            figures.check(GROUP, "threads", Long.toString(threads), "at most 12", threads <= 12);
            figures.check(
                    GROUP,
                    "retained heap of a waiting job, its prompt and plan included",
                    Figures.text("%.0f bytes", perJob),
                    "at most 2048 bytes",
                    perJob <= 2048);
            figures.check(
                    GROUP,
                    "scheduler's work",
                    Figures.text("%.1f %% of a core", 100 * share),
                    "at most 3 % of a core",
                    share <= 0.03);
            figures.check(
                    GROUP,
                    "the whole process",
                    Figures.text("%.1f %% of a core, for %.0f polls a second", 100 * allShare, pollsPerSecond),
                    "at most 45 % of a core for 700 polls a second",
                    allShare <= 0.45 * pollsPerSecond / 700);
            figures.check(
                    GROUP,
                    "jobs of which one has ended",
                    Integer.toString(
                            JOBS - batch.summary().queued() - batch.summary().running()),
                    "0",
                    batch.summary().queued() + batch.summary().running() == JOBS);
        }
    }

    private void peer(Clients.Factory factory, Figures figures) throws Exception {
        try (SimulatorProcess simulator = SimulatorProcess.start("--slots=20000", "--queue=0s", "--run=10m");
                Client client = factory.make(simulator)) {
            long before = RestartFigures.retainedHeap();
            AtomicReference<Exception> failure = new AtomicReference<>();
            Thread starter = new Thread(() -> {
                try {
                    client.generate(Collections.nCopies(JOBS, "wait"));
                } catch (Exception stopped) {
                    failure.set(stopped);
                }
            });
            starter.setDaemon(true);
            starter.start();
            TimeUnit.SECONDS.sleep(60);
            int inFlight = simulator.record().get("jobs").size();
            long all = processCpu();
            TimeUnit.SECONDS.sleep(10);
            double share = (processCpu() - all) / 10e9;
            figures.compare(
                    GROUP,
                    client.name() + ", after a minute",
                    Figures.text(
                            "%d jobs in flight, %d threads, %.0f bytes of heap and a stack for each, %.0f %% of a core%s",
                            inFlight,
                            threads(ThreadPerJob.NAME),
                            (RestartFigures.retainedHeap() - before) / (double) Math.max(1, inFlight),
                            100 * share,
                            failure.get() == null
                                    ? ""
                                    : "; stops: " + failure.get().getMessage()));
        }
    }

    private static void awaitInFlight(SimulatorProcess simulator, int jobs) throws Exception {
        JsonNode record = simulator.record();
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (record.get("jobs").size() < jobs) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + record.get("jobs").size() + " jobs in five minutes");
            }
            TimeUnit.SECONDS.sleep(2);
            record = simulator.record();
        }
    }

    private static long polls(SimulatorProcess simulator) throws IOException {
        long polls = 0;
        for (JsonNode job : simulator.record().get("jobs")) {
            polls += job.get("polls").asLong();
        }
        return polls;
    }

    private static long threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    private static long cpuOf(String prefix) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getId()))
                .sum();
    }

    static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
