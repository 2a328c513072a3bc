package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Latency;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A service, and a host that uses it, life after life. */
final class CrashLane implements Callable<Books> {

    private static final int MOST_LIVES = 14;

    /** Long enough for any build; one that has not ended by then hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** How long a life may take to reach its point, once its builds have begun. */
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(60);

    /** How long a Jenkins may take to start. */
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration MOMENT = Duration.ofMillis(3);

    private final Path directory;
    private final LifeScript script;
    private final CrashHosts hosts;
    private final List<Fault> disturbances;
    private final Predicate<Books> enough;
    private final Random random;
    private final Books books = new Books();

    /**
     * @param disturbances faults of the service, all the time
     * @param enough called before each life
     */
    CrashLane(Path directory, LifeScript script, CrashHosts hosts, List<Fault> disturbances, Predicate<Books> enough) {
        this.directory = directory;
        this.script = script;
        this.hosts = hosts;
        this.disturbances = disturbances;
        this.enough = enough;
        this.random = new Random(script.seed() + script.lane());
    }

    @Override
    public Books call() throws Exception {
        SimulatorSettings settings = SimulatorSettings.builder()
                .queue(Latency.uniform(Duration.ZERO, Duration.ofMillis(600)))
                .run(Latency.uniform(Duration.ofMillis(50), Duration.ofMillis(1_500)))
                .seed(script.seed())
                .build();
        try (Simulator simulator = Simulator.start(settings);
                Debugger debugger = Debugger.listen();
                CrashHost host = hosts.in(directory, simulator, script)) {
            int number = 0;
            while (!enough.test(books)) {
                List<ScriptedBuild> builds = new ArrayList<>();
                for (int left = 2 + random.nextInt(MOST_LIVES); left > 0 && !enough.test(books); left--) {
                    Life life = script.life(number++);
                    builds.addAll(life.builds());
                    liveAndDie(life, simulator, host, debugger);
                }
                // It has no number of its own: that would skip one of the chosen points.
                liveToTheEnd(number, builds, simulator, host, debugger);
            }
        }
        return books;
    }

    private void liveAndDie(Life life, Simulator simulator, CrashHost host, Debugger debugger) throws Exception {
        KillPoint point = life.point();
        simulator.faults().add(disturbances.toArray(Fault[]::new));
        simulator
                .faults()
                .whenPrompt(
                        life.builds().get(0).name(), point.situation().faults().toArray(Fault[]::new));
        boolean arrived = comesToItsPoint(life, simulator, host, debugger);
        if (point instanceof KillPoint.AtRandom random && random.inOrder()) {
            host.shutDown();
        } else if (host.isAlive()) {
            books.countKill(point, arrived);
        }
        host.kill();
        simulator.faults().clear();
    }

    /** Whether the host has reached its point, and not only the end of its work or time. */
    private static boolean comesToItsPoint(Life life, Simulator simulator, CrashHost host, Debugger debugger)
            throws Exception {
        if (life.point() instanceof KillPoint.During during) {
            int before = simulator.record().calls(during.operation());
            simulator.faults().add(held(during.operation()));
            host.start(life, debugger, false);
            return comesTo(() -> simulator.record().calls(during.operation()) > before, life, host);
        } else if (life.point() instanceof KillPoint.AtCode atCode) {
            CompletableFuture<Boolean> arrival = new CompletableFuture<>();
            watch(debugger, atCode, arrival);
            host.start(life, debugger, true);
            return comesTo(() -> arrival.isDone() && arrival.join(), life, host);
        }
        KillPoint.AtRandom random = (KillPoint.AtRandom) life.point();
        int before = calls(simulator);
        host.start(life, debugger, false);
        boolean arrived = comesTo(() -> calls(simulator) >= before + random.calls(), life, host);
        // The random time itself is the point here.
        host.awaitEnd(Duration.ofMillis(random.millis()));
        return arrived;
    }

    private static int calls(Simulator simulator) {
        return Operation.all().stream()
                .mapToInt(operation -> simulator.record().calls(operation))
                .sum();
    }

    /** A download is held after a part of it has arrived. */
    private static Fault held(Operation operation) {
        return operation == Operation.IMAGE
                ? Fault.stalledBody(2_000).once()
                : Fault.stalledHeaders().on(operation).once();
    }

    private static void watch(Debugger debugger, KillPoint.AtCode point, CompletableFuture<Boolean> arrival) {
        Thread watcher = new Thread(() -> {
            try {
                arrival.complete(debugger.accept().comesTo(point.place(), point.goesOn()));
            } catch (Exception | AssertionError failure) {
                arrival.completeExceptionally(failure);
            }
        });
        watcher.setDaemon(true);
        watcher.start();
    }

    private static boolean comesTo(BooleanSupplier point, Life life, CrashHost host) throws Exception {
        Remains remains = new Remains(host.home(), host.log());
        Instant end = Instant.now().plus(LONGEST_START);
        Instant nextLook = Instant.now();
        boolean hasBegun = false;
        while (host.isAlive() && Instant.now().isBefore(end)) {
            if (point.getAsBoolean()) {
                return true;
            }
            if (!hasBegun && host.hasBegun()) {
                hasBegun = true;
                end = Instant.now().plus(LONGEST_LIFE);
            }
            if (hasBegun && Instant.now().isAfter(nextLook)) {
                if (remains.haveEnded(life.builds())) {
                    return point.getAsBoolean();
                }
                nextLook = Instant.now().plus(GLANCE);
            }
            host.awaitEnd(MOMENT);
        }
        return false;
    }

    private void liveToTheEnd(
            int number, List<ScriptedBuild> builds, Simulator simulator, CrashHost host, Debugger debugger)
            throws Exception {
        host.start(new Life(number, script.life(number).point(), List.of()), debugger, false);
        Remains remains = new Remains(host.home(), host.log());
        Instant end = Instant.now().plus(PATIENCE);
        while (!remains.areComplete(builds) && Instant.now().isBefore(end) && host.isAlive()) {
            host.awaitEnd(GLANCE);
        }
        List<ScriptedBuild> hanging =
                builds.stream().filter(build -> !remains.isOver(build)).toList();
        Set<String> stranded = hanging.isEmpty() || !host.isAlive() ? Set.of() : host.stranded(hanging);
        boolean agree = books.add(builds, stranded, remains, simulator.record());
        host.shutDown();
        if (agree) {
            remains.delete(builds);
        }
    }
}
