package io.jenkins.plugins.flux.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What earlier executions of a build have stored. Their images need not be generated again for the same request, and
 * their paths are not available to other images.
 *
 * <p>A planned image with a given name matches the stored image of that name. One with a drawn name matches any image
 * that a failed execution stored: two successful executions must have two images.
 */
public final class StoredImages {

    /**
     * An execution in the same build.
     *
     * @param isActive whether it is still in progress
     * @param hasFailed whether it has failed although all its images may be stored
     */
    public record Execution(BatchHistory history, boolean isActive, boolean hasFailed) {

        private boolean endedBadly() {
            boolean isStored = history.images().stream().allMatch(StoredImages::isStored);
            return hasFailed || (!isStored && (history.isOver() || !isActive));
        }
    }

    /** An image that is stored or may still be. */
    private record Earlier(Execution execution, ImageHistory image) {

        boolean isRequestOf(BatchPlan plan, PlannedImage other) {
            return plan.endpoint().isSameModelOf(execution.history().plan().endpoint())
                    && image.image().isSameRequest(other);
        }

        List<GeneratedImage> files() {
            return image.outcome().orElseThrow() instanceof ImageOutcome.Stored stored ? stored.images() : List.of();
        }
    }

    private final List<Earlier> stored = new ArrayList<>();

    /** The owner of each path, by the path in lower case: not every file system distinguishes case. */
    private final NavigableMap<String, Earlier> owners = new TreeMap<>();

    /** Paths of drawn names that belong to an execution that has not failed. */
    private final Set<String> kept = new HashSet<>();

    /** @param executions all executions of the build so far */
    public StoredImages(List<Execution> executions) {
        executions.stream()
                .sorted(Comparator.comparing(
                        (Execution execution) -> execution.history().started()))
                .forEach(
                        execution -> execution.history().images().forEach(image -> add(new Earlier(execution, image))));
    }

    private void add(Earlier earlier) {
        ImageHistory image = earlier.image();
        if (isStored(image)) {
            stored.add(earlier);
            earlier.files().forEach(file -> owners.put(lower(file.name()), earlier));
            if (!earlier.execution().endedBadly()) {
                kept.add(image.image().name());
            }
        } else if (!image.isOver() && earlier.execution().isActive()) {
            owners.put(lower(image.image().name()), earlier);
        }
    }

    private static boolean isStored(ImageHistory image) {
        return image.state() == ImageState.STORED;
    }

    /**
     * The path of an earlier image that conflicts with an image of a plan: they are the same, or one is a folder of the
     * other.
     */
    public Optional<String> inTheWay(BatchPlan plan, PlannedImage image) {
        String path = lower(image.name());
        Earlier same = owners.get(path);
        if (same != null) {
            boolean isFree = same.image().image().name().equals(image.name())
                    && same.isRequestOf(plan, image)
                    && (isStored(same.image()) || same.image().cancel().isPresent());
            return isFree ? Optional.empty() : Optional.of(same.image().image().name());
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            if (owners.containsKey(folder)) {
                return Optional.of(folder);
            }
        }
        String below = owners.ceilingKey(path + "/");
        return Optional.ofNullable(below).filter(other -> other.startsWith(path + "/"));
    }

    /** The files on which the choice of {@link #begin} depends. */
    public List<GeneratedImage> candidates(BatchPlan plan) {
        return plan.images().stream()
                .flatMap(image -> candidates(plan, image))
                .flatMap(earlier -> earlier.files().stream())
                .distinct()
                .toList();
    }

    private Stream<Earlier> candidates(BatchPlan plan, PlannedImage image) {
        return stored.stream()
                .filter(earlier -> isNameFor(image, earlier.image().image()) && earlier.isRequestOf(plan, image));
    }

    private boolean isNameFor(PlannedImage image, PlannedImage earlier) {
        return image.nameDrawn()
                ? earlier.nameDrawn() && !kept.contains(earlier.name())
                : earlier.name().equals(image.name());
    }

    /**
     * The beginning of a batch: an image that already exists is stored, the others are planned. Each stored image is
     * reused once; drawn names and seeds become those of the stored image.
     *
     * @param started when the batch begins
     * @param isIntact whether a file is still as it was stored
     */
    public BatchHistory begin(BatchPlan plan, Instant started, Predicate<GeneratedImage> isIntact) {
        Set<String> names = new HashSet<>();
        plan.images().stream().filter(image -> !image.nameDrawn()).forEach(image -> names.add(image.name()));
        List<ImageHistory> images = new ArrayList<>();
        for (PlannedImage image : plan.images()) {
            images.add(candidates(plan, image)
                    .filter(earlier -> earlier.files().stream().allMatch(isIntact))
                    .filter(earlier -> !image.nameDrawn()
                            || names.add(earlier.image().image().name()))
                    .findFirst()
                    .map(earlier -> reused(image, earlier, started))
                    .orElseGet(() -> ImageHistory.of(image)));
        }
        return BatchHistory.of(plan, started).with(images);
    }

    private static ImageHistory reused(PlannedImage image, Earlier earlier, Instant at) {
        PlannedImage made = image.withSeedOf(earlier.image().image())
                .withNameOf(earlier.image().image());
        List<GeneratedImage> files =
                earlier.files().stream().map(file -> file.reusedFor(made)).toList();
        return ImageHistory.reusing(earlier.image().job().orElseThrow(), made)
                .after(new JournalEntry.Ended(at, new ImageOutcome.Stored(made, files), false));
    }

    private static String lower(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
