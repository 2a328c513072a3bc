package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Lanes side by side: the start of a process leaves a core idle often enough. */
final class CrashLanes {

    static final int COUNT = 2;

    private CrashLanes() {}

    /** What all lanes hold together; parameters are those of {@link CrashLane}. */
    static Books run(Path directory, long seed, List<Fault> disturbances, Predicate<Books> enough) throws Exception {
        Books books = new Books();
        ExecutorService threads = Executors.newFixedThreadPool(COUNT);
        try {
            List<Future<Books>> lanes = new ArrayList<>();
            for (int lane = 0; lane < COUNT; lane++) {
                Path home = Files.createDirectories(directory.resolve("lane-" + lane));
                lanes.add(threads.submit(new CrashLane(home, seed + lane, disturbances, enough)));
            }
            for (Future<Books> lane : lanes) {
                books.add(lane.get());
            }
        } finally {
            threads.shutdownNow();
        }
        return books;
    }
}
