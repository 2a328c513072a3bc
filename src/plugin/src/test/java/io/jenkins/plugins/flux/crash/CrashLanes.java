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

/**
 * Lanes side by side: one that waits for a service often leaves a core idle.
 *
 * @param directory for those of the lanes
 * @param seed decides what the hosts do and where they are killed
 * @param count number of lanes
 */
record CrashLanes(Path directory, long seed, int count, CrashHosts hosts) {

    /**
     * Runs the lanes, and returns the sum of their books.
     *
     * @param disturbances faults of the services, all the time
     * @param enough called for each lane before each life
     */
    Books run(List<Fault> disturbances, Predicate<Books> enough) throws Exception {
        Books books = new Books();
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Books>> lanes = new ArrayList<>();
            for (int lane = 0; lane < count; lane++) {
                Path place = Files.createDirectories(directory.resolve("lane-" + lane));
                LifeScript script = new LifeScript(seed, lane, count, hosts.haveAgent());
                lanes.add(threads.submit(new CrashLane(place, script, hosts, disturbances, enough)));
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
