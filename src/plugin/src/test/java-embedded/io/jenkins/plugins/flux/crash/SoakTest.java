package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Given a service that fails 5 % of all calls, and a Jenkins that is killed and restarted and whose builds are aborted
 * all the time, the books agree after {@code -Dsoak.minutes}; without it, this test is left out.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class SoakTest {

    private static final long SEED = CrashTest.seed();
    private static final int IMAGES_A_MINUTE = 34;

    /** For each kind of call, probabilities that add up to 5 %. */
    private static final List<Fault> DISTURBANCES = List.of(
            Fault.status(503).on(Operation.SUBMIT).withProbability(0.02),
            Fault.answerLostBeforeAccept().on(Operation.SUBMIT).withProbability(0.015),
            Fault.answerLostAfterAccept().on(Operation.SUBMIT).withProbability(0.015),
            Fault.status(503)
                    .on(Operation.STATUS, Operation.RESULT, Operation.IMAGE)
                    .withProbability(0.03),
            Fault.truncatedBody(20)
                    .on(Operation.STATUS, Operation.RESULT, Operation.IMAGE)
                    .withProbability(0.02),
            Fault.status(503).on(Operation.CANCEL).withProbability(0.05));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void theBooksAgreeAfterLongDisturbance() throws Exception {
        int minutes = Integer.getInteger("soak.minutes");
        EmbeddedHosts hosts = EmbeddedHosts.prepare(Files.createDirectory(directory.resolve("classes")));
        Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
        System.out.println("crash.seed=" + SEED + ", until " + end);

        Books books = new CrashLanes(directory, SEED, CrashTest.LANES, hosts)
                .run(DISTURBANCES, lane -> Instant.now().isAfter(end));

        System.out.println(books.summary());
        assertThat(books.differences()).isEmpty();
        assertThat(books.images()).as("images").isGreaterThan(minutes * IMAGES_A_MINUTE);
    }
}
