package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Where a life of a host ends. */
sealed interface KillPoint {

    /** The chosen points, which a build reaches in their {@link #situation()}. */
    List<KillPoint> CHOSEN = chosen();

    /** The name under which it is counted. */
    String name();

    default Situation situation() {
        return Situation.PLAIN;
    }

    /**
     * At random.
     *
     * @param calls number of calls to the service in that life before; 0, as in every third life, to kill Jenkins while
     *     it starts
     * @param millis time after that
     * @param inOrder whether Jenkins is shut down instead
     */
    record AtRandom(int calls, int millis, boolean inOrder) implements KillPoint {

        private static final int MOST_CALLS = 12;
        private static final int LIVES_PER_START = 3;
        private static final int MILLIS_OF_A_START = 2_000;
        private static final int MILLIS_BETWEEN_CALLS = 200;

        static AtRandom draw(Random random) {
            int calls = random.nextInt(LIVES_PER_START) == 0 ? 0 : 1 + random.nextInt(MOST_CALLS);
            int millis = random.nextInt(calls == 0 ? MILLIS_OF_A_START : MILLIS_BETWEEN_CALLS);
            return new AtRandom(calls, millis, random.nextInt(8) == 0);
        }

        @Override
        public String name() {
            return "at random";
        }
    }

    /** While a call of an operation waits for its answer, or for the rest of it. */
    record During(Operation operation, Situation situation) implements KillPoint {

        @Override
        public String name() {
            return "during " + operation;
        }
    }

    /**
     * At a place in the code.
     *
     * @param goesOn false to kill the process right there; true to kill it some microseconds later
     */
    record AtCode(String name, CodePlace place, boolean goesOn, Situation situation) implements KillPoint {}

    private static List<KillPoint> chosen() {
        List<KillPoint> points = new ArrayList<>();
        journalWrites(points, "first line", "\"version\":", Situation.PLAIN);
        move(points, "submitting", Situation.PLAIN);
        move(points, "notTaken", Situation.NOT_TAKEN);
        move(points, "resubmitting", Situation.ANSWER_LOST_AND_RESUBMITTED);
        move(points, "submitted", Situation.PLAIN);
        move(points, "running", Situation.PLAIN);
        move(points, "completed", Situation.PLAIN);
        move(points, "canceling", Situation.ABORTED);
        move(points, "stored", Situation.PLAIN);
        move(points, "failed", Situation.JOB_FAILS);
        move(points, "canceled", Situation.ABORTED);
        move(points, "unknown", Situation.ANSWER_LOST);
        move(points, "cancelAnswered", Situation.CANCEL_REFUSED);
        atCode(points, "archiving", CodePlace.storing(false), CodePlace.storing(true));
        points.add(new AtCode("during archiving", CodePlace.storing(false), true, Situation.PLAIN));
        atCode(points, "manifest", CodePlace.recording(false), CodePlace.recording(true));
        points.add(new AtCode("during manifest", CodePlace.recording(false), true, Situation.PLAIN));
        atCode(points, "entry of journal", CodePlace.listing(false), CodePlace.listing(true));
        points.add(new During(Operation.SUBMIT, Situation.PLAIN));
        points.add(new During(Operation.STATUS, Situation.PLAIN));
        points.add(new During(Operation.RESULT, Situation.PLAIN));
        points.add(new During(Operation.IMAGE, Situation.PLAIN));
        points.add(new During(Operation.CANCEL, Situation.ABORTED));
        return List.copyOf(points);
    }

    private static void move(List<KillPoint> points, String word, Situation situation) {
        journalWrites(points, word, "\"move\":\"" + word + "\"", situation);
    }

    private static void journalWrites(List<KillPoint> points, String name, String text, Situation situation) {
        points.add(new AtCode("before " + name, CodePlace.journalWrite(false, text), false, situation));
        points.add(new AtCode("after " + name, CodePlace.journalWrite(true, text), false, situation));
    }

    private static void atCode(List<KillPoint> points, String name, CodePlace begin, CodePlace end) {
        points.add(new AtCode("before " + name, begin, false, Situation.PLAIN));
        points.add(new AtCode("after " + name, end, false, Situation.PLAIN));
    }
}
