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
 * What earlier executions of a build have stored. An image of theirs need not be made again for the same request, and
 * the path that it has belongs to no other image.
 *
 * <p>An image whose name is given is the stored one of that name. One whose name was drawn may be any that an execution
 * has stored which failed: two runs that end well shall have two images.
 */
public final class StoredImages {

    /**
     * A run of the same build.
     *
     * @param isActive whether it is still in progress
     * @param hasFailed whether it has failed although all its images may be stored
     */
    public record Run(BatchHistory history, boolean isActive, boolean hasFailed) {

        private boolean endedBadly() {
            boolean isStored = history.images().stream().allMatch(StoredImages::isStored);
            return hasFailed || (!isStored && (history.isOver() || !isActive));
        }
    }

    /** An image that is stored, or may yet be. */
    private record Earlier(Run run, ImageHistory image) {

        boolean isRequestOf(BatchPlan plan, PlannedImage other) {
            return plan.endpoint().isSameModelOf(run.history().plan().endpoint())
                    && image.image().isSameRequest(other);
        }

        List<GeneratedImage> files() {
            return image.outcome().orElseThrow() instanceof ImageOutcome.Stored stored ? stored.images() : List.of();
        }
    }

    private final List<Earlier> stored = new ArrayList<>();

    /** Whose paths are which, by the paths in lower case: not every file system tells them apart. */
    private final NavigableMap<String, Earlier> owners = new TreeMap<>();

    /** Paths of drawn names that belong to an execution that has not failed. */
    private final Set<String> kept = new HashSet<>();

    /**
     * @param runs all of the build so far
     */
    public StoredImages(List<Run> runs) {
        runs.stream()
                .sorted(Comparator.comparing((Run run) -> run.history().started()))
                .forEach(run -> run.history().images().forEach(image -> add(new Earlier(run, image))));
    }

    private void add(Earlier earlier) {
        ImageHistory image = earlier.image();
        if (isStored(image)) {
            stored.add(earlier);
            earlier.files().forEach(file -> owners.put(lower(file.name()), earlier));
            if (!earlier.run().endedBadly()) {
                kept.add(image.image().name());
            }
        } else if (!image.isOver() && earlier.run().isActive()) {
            owners.put(lower(image.image().name()), earlier);
        }
    }

    private static boolean isStored(ImageHistory image) {
        return image.state() == ImageState.STORED;
    }

    /**
     * The path of an earlier image that is in the way of one of a plan: the same, or one of them a folder of the other.
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

    /** The files on which it depends what {@link #begin} takes. */
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
     * The beginning of a batch: an image that is there already is stored, the others are planned. Each is taken once;
     * its name and its seed, where they were drawn, are those that it has.
     *
     * @param started when the batch begins
     * @param isIntact whether a file is there as it was stored
     */
    public BatchHistory begin(BatchPlan plan, Instant started, Predicate<GeneratedImage> isIntact) {
        Set<String> taken = new HashSet<>();
        plan.images().stream().filter(image -> !image.nameDrawn()).forEach(image -> taken.add(image.name()));
        List<ImageHistory> images = new ArrayList<>();
        for (PlannedImage image : plan.images()) {
            images.add(candidates(plan, image)
                    .filter(earlier -> earlier.files().stream().allMatch(isIntact))
                    .filter(earlier -> !image.nameDrawn()
                            || taken.add(earlier.image().image().name()))
                    .findFirst()
                    .map(earlier -> taken(image, earlier, started))
                    .orElseGet(() -> ImageHistory.of(image)));
        }
        return BatchHistory.of(plan, started).with(images);
    }

    private static ImageHistory taken(PlannedImage image, Earlier earlier, Instant at) {
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
