package io.jenkins.plugins.flux.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a host process begins and where it ends: drawn from a seed, so that the process and its killer agree.
 *
 * @param number number of the life in its lane, from 0
 * @param point where it ends
 * @param builds builds that it begins, besides those left by earlier lives
 */
record Life(int number, KillPoint point, List<ScriptedBuild> builds) {

    private static final int MOST_BUILDS = 2;
    private static final int MOST_IMAGES = 3;
    private static final int LATEST_ABORT_MILLIS = 1_500;
    private static final int LATEST_ABORT_OF_A_JOB_MILLIS = 300;

    static Life of(LifeScript script, int number) {
        Random random = new Random((script.seed() * 31 + script.lane()) * 31 + number);
        KillPoint point = number % 2 == 0
                ? KillPoint.AtRandom.draw(random)
                : chosen(script.seed(), script.lane() + script.lanes() * (number / 2));
        List<ScriptedBuild> builds = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_BUILDS);
        for (int build = 0; build < count; build++) {
            boolean comesToThePoint = build == 0 && !(point instanceof KillPoint.AtRandom);
            ScriptedBuild.Kind kind = kind(script, random);
            builds.add(build("life-" + number + "-build-" + build, kind, point.situation(), comesToThePoint, random));
        }
        return new Life(number, point, List.copyOf(builds));
    }

    /** Each of them in turn, in an order drawn from the seed. */
    private static KillPoint chosen(long seed, int turn) {
        List<KillPoint> points = new ArrayList<>(KillPoint.CHOSEN);
        Collections.shuffle(points, new Random(seed));
        return points.get(turn % points.size());
    }

    private static ScriptedBuild.Kind kind(LifeScript script, Random random) {
        List<ScriptedBuild.Kind> kinds = ScriptedBuild.Kind.of(script.hasAgent());
        return kinds.get(random.nextInt(kinds.size()));
    }

    /** @param comesToThePoint whether it is the build that must reach the point, so nothing else may happen to it */
    private static ScriptedBuild build(
            String name, ScriptedBuild.Kind kind, Situation situation, boolean comesToThePoint, Random random) {
        ScriptedBuild.Abort ofAJob = new ScriptedBuild.Abort(true, random.nextInt(LATEST_ABORT_OF_A_JOB_MILLIS));
        ScriptedBuild.Abort atAnyTime = new ScriptedBuild.Abort(false, random.nextInt(LATEST_ABORT_MILLIS));
        boolean isAborted = random.nextInt(4) == 0;
        boolean resubmitsLost = random.nextInt(3) == 0;
        Optional<ScriptedBuild.Abort> abort = isAborted ? Optional.of(atAnyTime) : Optional.empty();
        if (comesToThePoint) {
            abort = situation.isAborted() ? Optional.of(ofAJob) : Optional.empty();
            resubmitsLost = situation == Situation.ANSWER_LOST_AND_RESUBMITTED;
        }
        return new ScriptedBuild(
                name,
                kind,
                IntStream.range(0, 1 + random.nextInt(MOST_IMAGES))
                        .mapToObj(image -> name + "-image-" + image)
                        .toList(),
                random.nextInt(4) == 0,
                random.nextBoolean(),
                resubmitsLost,
                abort);
    }
}
