package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Given a Jenkins that is killed by SIGKILL again and again, at chosen points and at random ones, the record of the
 * service and the builds agree in the end: nothing is paid for twice, lost, left running or unreported, and no build
 * hangs.
 *
 * <p>{@code -Dcrash.kills} is the number of kills; {@code -Dcrash.seed} repeats a run with its printed seed.
 */
class CrashTest {

    /** A seed repeats a run only with the same number of lanes. */
    static final int LANES = Integer.getInteger("crash.lanes", 4);

    private static final int KILLS = Integer.getInteger("crash.kills", 25);
    /** Every second kill is at a chosen point, and some may be missed. */
    private static final int KILLS_FOR_ALL_POINTS = 4 * KillPoint.CHOSEN.size();

    private static final long SEED = seed();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    static long seed() {
        return Long.getLong("crash.seed", System.nanoTime() & 0xffffff);
    }

    @Test
    void theBooksAgreeHoweverOftenTheHostIsKilled() throws Exception {
        System.out.println("crash.seed=" + SEED + ", crash.kills=" + KILLS);
        int perLane = (KILLS + LANES - 1) / LANES;

        EmbeddedHosts hosts = EmbeddedHosts.prepare(Files.createDirectory(directory.resolve("classes")));
        Books books = new CrashLanes(directory, SEED, LANES, hosts).run(List.of(), lane -> lane.kills() >= perLane);

        System.out.println(books.summary());
        assertThat(books.differences()).isEmpty();
        assertThat(books.kills()).isGreaterThanOrEqualTo(KILLS);
        List<String> chosen = KillPoint.CHOSEN.stream().map(KillPoint::name).toList();
        if (KILLS >= KILLS_FOR_ALL_POINTS) {
            assertThat(books.points()).as("points at which a host was killed").containsAll(chosen);
        }
    }
}
