package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.generation.Move;
import io.jenkins.plugins.flux.simulator.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Where a host process is killed. */
sealed interface KillPoint {

    /** Some time after it has begun. */
    record AfterMillis(int millis) implements KillPoint {}

    /** While a call of that kind waits for its answer. */
    record During(Operation operation) implements KillPoint {

        @Override
        public String toString() {
            return "during:" + operation;
        }
    }

    /**
     * Around the writing of a move to the journal, or of an image to the store.
     *
     * @param what the simple name of a {@link Move}, or {@code Store}
     */
    record Around(boolean before, String what) implements KillPoint {

        @Override
        public String toString() {
            return (before ? "before:" : "after:") + what;
        }
    }

    List<KillPoint> CHOSEN = chosen();

    /** One of all points; the last of a host's life at random times. */
    static KillPoint draw(Random random) {
        return random.nextBoolean() ? new AfterMillis(random.nextInt(700)) : CHOSEN.get(random.nextInt(CHOSEN.size()));
    }

    /** What the host itself has to watch for. */
    default Optional<Around> around() {
        return this instanceof Around around ? Optional.of(around) : Optional.empty();
    }

    private static List<KillPoint> chosen() {
        List<KillPoint> points = new ArrayList<>();
        for (String what :
                List.of("Submitting", "NotTaken", "Submitted", "Running", "Completed", "Canceling", "Ended", "Store")) {
            points.add(new Around(true, what));
            points.add(new Around(false, what));
        }
        for (Operation operation :
                List.of(Operation.SUBMIT, Operation.STATUS, Operation.RESULT, Operation.IMAGE, Operation.CANCEL)) {
            points.add(new During(operation));
        }
        return List.copyOf(points);
    }
}
