package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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

    @TempDir
    Path directory;

    @Test
    void theBooksAgreeHoweverOftenTheHostIsKilled() throws Exception {
        System.out.println("crash.seed=" + SEED + ", crash.kills=" + KILLS);
        int perLane = (KILLS + CrashLanes.COUNT - 1) / CrashLanes.COUNT;

        Books books = CrashLanes.run(directory, SEED, List.of(), lane -> lane.kills() >= perLane);

        System.out.println(books.summary());
        assertThat(books.differences()).isEmpty();
        assertThat(books.kills()).isGreaterThanOrEqualTo(KILLS);
    }
}
