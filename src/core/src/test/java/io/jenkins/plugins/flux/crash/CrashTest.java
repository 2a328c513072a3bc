package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Given a host process that is killed by SIGKILL again and again, at chosen points and at random ones, the service's books
 * and the host's agree in the end: nothing is paid for twice, lost, left running, or kept from a person.
 *
 * <p>{@code -Dcrash.kills} says how often, {@code -Dcrash.seed} repeats a run whose seed was printed.
 */
class CrashTest {

    private static final int KILLS = Integer.getInteger("crash.kills", 200);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() & 0xffffff);
    private static final int LANES = 2;

    @TempDir
    Path directory;

    @Test
    void theBooksAgreeHoweverOftenTheHostIsKilled() throws Exception {
        System.out.println("crash.seed=" + SEED + ", crash.kills=" + KILLS);
        Books books = new Books();
        ExecutorService threads = Executors.newFixedThreadPool(LANES);
        try {
            List<Future<Books>> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                Path home = Files.createDirectories(directory.resolve("lane-" + lane));
                lanes.add(threads.submit(new CrashLane(home, SEED + lane, (KILLS + LANES - 1) / LANES)));
            }
            for (Future<Books> lane : lanes) {
                books.add(lane.get());
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println(books.summary());
        assertThat(books.differences()).isEmpty();
        assertThat(books.kills()).isGreaterThanOrEqualTo(KILLS);
    }
}
