package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Given a service that fails in 5 % of its calls, and a host that is killed and whose runs are aborted all the while, the books
 * agree after {@code -Dsoak.minutes}; {@code mvn -Psoak verify} runs it.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class SoakTest {

    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() & 0xffffff);

    /** For each kind of call, chances that add up to 5 %. */
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

    @TempDir
    Path directory;

    @Test
    void theBooksAgreeAfterLongDisturbance() throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(Integer.getInteger("soak.minutes")));
        System.out.println("crash.seed=" + SEED + ", until " + end);

        Books books = CrashLanes.run(
                directory, SEED, DISTURBANCES, lane -> Instant.now().isAfter(end));

        System.out.println(books.summary());
        assertThat(books.differences()).isEmpty();
    }
}
