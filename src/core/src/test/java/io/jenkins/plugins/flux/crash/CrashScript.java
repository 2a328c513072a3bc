package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.generation.Deadlines;
import io.jenkins.plugins.flux.generation.GenerationPlan;
import io.jenkins.plugins.flux.generation.PlannedImage;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What one host process has to do in a round, and how it is aborted: drawn from a seed, so that each of the processes that
 * share a round knows the same.
 *
 * @param round tells its prompts from those of other rounds
 * @param runs the plans, all of them under way at once
 */
record CrashScript(int round, List<Run> runs) {

    private static final int RUNS = 4;
    private static final int IMAGES = 3;
    private static final int LONGEST_ABORT_MILLIS = 600;

    /**
     * One plan.
     *
     * @param abortAfterMillis when somebody aborts it, counted from the start of each process; empty for never
     */
    record Run(
            String name,
            List<String> prompts,
            boolean failFast,
            boolean keepOnAbort,
            boolean resubmitLost,
            Optional<Integer> abortAfterMillis) {

        GenerationPlan plan(URI baseUrl) {
            Duration limit = Duration.ofMinutes(1);
            return new GenerationPlan(
                    new QueueEndpoint(baseUrl, "flux_pro_11"),
                    8,
                    prompts.stream().map(Run::image).toList(),
                    new Deadlines(limit, limit, limit, Optional.empty()),
                    failFast,
                    keepOnAbort,
                    resubmitLost);
        }

        private static PlannedImage image(String prompt) {
            return new PlannedImage(
                    prompt + ".jpg",
                    ImageRequest.builder().prompt(prompt).width(256).height(256).build());
        }
    }

    static CrashScript of(long seed, int round) {
        Random random = new Random(seed * 31 + round);
        List<Run> runs = new ArrayList<>();
        for (int number = 0; number < RUNS; number++) {
            String name = "round-" + round + "-run-" + number;
            runs.add(new Run(
                    name,
                    IntStream.range(0, IMAGES)
                            .mapToObj(image -> name + "-image-" + image)
                            .toList(),
                    random.nextInt(4) == 0,
                    random.nextBoolean(),
                    random.nextInt(4) == 0,
                    random.nextInt(3) == 0 ? Optional.of(random.nextInt(LONGEST_ABORT_MILLIS)) : Optional.empty()));
        }
        return new CrashScript(round, runs);
    }
}
