package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Latency;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import io.jenkins.plugins.flux.simulator.SimulatorTimeoutException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A service of its own, and one host process after the other that works with it. */
final class CrashLane implements Callable<Books> {

    private static final int MOST_LIVES = 9;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final long seed;
    private final List<Fault> disturbances;
    private final Predicate<Books> enough;
    private final Random random;
    private final Books books = new Books();

    /**
     * @param seed decides what is done and where it is killed
     * @param disturbances what the service does wrong all the time
     * @param enough asked before each life
     */
    CrashLane(Path directory, long seed, List<Fault> disturbances, Predicate<Books> enough) {
        this.directory = directory;
        this.seed = seed;
        this.disturbances = disturbances;
        this.enough = enough;
        this.random = new Random(seed);
    }

    @Override
    public Books call() throws Exception {
        SimulatorSettings settings = SimulatorSettings.builder()
                .queue(Latency.uniform(Duration.ZERO, Duration.ofMillis(600)))
                .run(Latency.uniform(Duration.ofMillis(50), Duration.ofMillis(900)))
                .historyLimit(1_000_000)
                .build();
        try (Simulator simulator = Simulator.start(settings)) {
            disturb(simulator);
            for (int round = 0; !enough.test(books); round++) {
                Path home = Files.createDirectories(directory.resolve("round-" + round));
                int lives = 2 + random.nextInt(MOST_LIVES);
                for (int life = 1; life < lives && !enough.test(books); life++) {
                    liveAndDie(simulator, home, round, KillPoint.draw(random));
                }
                liveToTheEnd(simulator, home, round);
                books.add(CrashScript.of(seed, round), home, simulator.record());
            }
        }
        return books;
    }

    private void liveAndDie(Simulator simulator, Path home, int round, KillPoint point) throws Exception {
        int calls = 0;
        if (point instanceof KillPoint.During during) {
            calls = simulator.record().calls(during.operation());
            simulator.faults().add(Fault.stalledHeaders().on(during.operation()).once());
        }
        String watched = point.around().map(KillPoint.Around::toString).orElse("-");
        Process host = start(simulator, home, round, watched);
        try (BufferedReader output = host.inputReader(StandardCharsets.UTF_8)) {
            if (point instanceof KillPoint.AfterMillis after) {
                awaitLine(output, CrashHost.BEGUN);
                // The time itself is what is tried here.
                host.waitFor(after.millis(), TimeUnit.MILLISECONDS);
            } else if (point instanceof KillPoint.During during) {
                awaitCall(simulator, host, during, calls + 1);
            } else {
                awaitLine(output, CrashHost.AT_POINT);
            }
        } finally {
            if (host.isAlive()) {
                books.countKill(point);
            }
            host.destroyForcibly().waitFor();
            simulator.faults().clear();
            disturb(simulator);
        }
    }

    private void disturb(Simulator simulator) {
        disturbances.forEach(simulator.faults()::add);
    }

    private static void awaitCall(Simulator simulator, Process host, KillPoint.During during, int calls) {
        Duration step = Duration.ofMillis(100);
        while (host.isAlive()) {
            try {
                simulator.record().awaitCalls(during.operation(), calls, step);
                return;
            } catch (SimulatorTimeoutException notYet) {
                // It may never call: then it ends by itself.
                continue;
            }
        }
    }

    /** Returns at the end of the output, too: the host may come to its end without passing its point. */
    private static void awaitLine(BufferedReader output, String line) throws IOException {
        String next;
        do {
            next = output.readLine();
        } while (next != null && !next.equals(line));
    }

    private void liveToTheEnd(Simulator simulator, Path home, int round) throws Exception {
        Process host = start(simulator, home, round, "-");
        assertThat(host.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the host of round %s of seed %s ends", round, seed)
                .isTrue();
        assertThat(host.exitValue()).as("round %s of seed %s", round, seed).isZero();
    }

    private Process start(Simulator simulator, Path home, int round, String point) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashHost.class.getName()));
        command.addAll(List.of(
                home.toString(),
                simulator.baseUrl().toString(),
                simulator.apiKey(),
                Long.toString(seed),
                Integer.toString(round),
                point));
        return new ProcessBuilder(command)
                .redirectError(home.resolve("errors.txt").toFile())
                .start();
    }
}
