package io.jenkins.plugins.flux.execution;

import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.http.SafeText;
import io.jenkins.plugins.flux.record.ConsoleProgress;
import io.jenkins.plugins.flux.record.ImageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The result of a step.
 *
 * @param images what a Pipeline gets, in the plan's order; serialisable
 * @param failure one line if an image is missing
 */
@Restricted(NoExternalUse.class)
public record BatchReport(List<Map<String, Object>> images, Optional<String> failure) {

    private static final int MAX_LINE = 2_000;

    /** @param problems places that could not store a file, although the images themselves are stored */
    static BatchReport of(BatchOutcome outcome, List<ImageRecord> made, List<String> problems) {
        List<Map<String, Object>> images = new ArrayList<>();
        made.forEach(image -> images.add(image.toResult()));
        Optional<String> failure = failure(outcome)
                .or(() -> problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems)));
        return new BatchReport(images, failure.map(line -> SafeText.oneLine(line, MAX_LINE)));
    }

    private static Optional<String> failure(BatchOutcome outcome) {
        List<ImageOutcome> missing = outcome.images().stream()
                .filter(image -> !(image instanceof ImageOutcome.Stored))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        // The image that failed by itself says more than those that were canceled because of it.
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
                        ? Messages.BatchReport_missingOne(Integer.toString(total), reason)
                        : Messages.BatchReport_missing(
                                Integer.toString(missing.size()), Integer.toString(total), reason));
    }
}
