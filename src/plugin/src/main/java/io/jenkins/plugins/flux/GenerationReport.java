package io.jenkins.plugins.flux;

import io.jenkins.plugins.flux.generation.ImageOutcome;
import io.jenkins.plugins.flux.generation.PlanOutcome;
import io.jenkins.plugins.flux.http.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step ends with.
 *
 * @param images what a Pipeline gets, in the plan's order; serialisable
 * @param failure one line when an image is missing
 */
record GenerationReport(List<Map<String, Object>> images, Optional<String> failure) {

    private static final int MAX_LINE = 2_000;

    /**
     * @param problems what could not be put somewhere although the images themselves are stored
     */
    static GenerationReport of(PlanOutcome outcome, List<ImageRecord> made, List<String> problems) {
        List<Map<String, Object>> images = new ArrayList<>();
        made.forEach(image -> images.add(image.toResult()));
        Optional<String> failure = failure(outcome)
                .or(() -> problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems)));
        return new GenerationReport(images, failure.map(line -> SafeText.oneLine(line, MAX_LINE)));
    }

    private static Optional<String> failure(PlanOutcome outcome) {
        List<ImageOutcome> missing = outcome.images().stream()
                .filter(image -> !(image instanceof ImageOutcome.Stored))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        // The one that failed by itself says more than those that were canceled because of it.
        ImageOutcome first = missing.stream()
                .filter(image -> !(image instanceof ImageOutcome.Canceled))
                .findFirst()
                .orElse(missing.get(0));
        String reason = first.image().name() + ": " + ConsoleProgress.describe(first);
        int total = outcome.images().size();
        if (total == 1) {
            return Optional.of(reason);
        }
        return Optional.of(
                missing.size() == 1
                        ? Messages.GenerationReport_missingOne(Integer.toString(total), reason)
                        : Messages.GenerationReport_missing(
                                Integer.toString(missing.size()), Integer.toString(total), reason));
    }
}
