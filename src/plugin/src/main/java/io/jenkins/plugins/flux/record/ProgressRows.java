package io.jenkins.plugins.flux.record;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.flux.history.ImageStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The list of images on the page of a running build, and its changes since the last poll of the page. There is one per
 * build; it holds no more than the list. Safe for use by any thread.
 */
@Restricted(NoExternalUse.class)
public final class ProgressRows {

    private Map<String, ListedImage> rows = Map.of();
    private int lastNumber;

    /**
     * Counts changes. Begins after every number that an earlier Jenkins process can have sent to a page that is still
     * open.
     */
    private long changes = System.currentTimeMillis();

    /**
     * Updates the list.
     *
     * @param since {@link Change#cursor()} of the last answer; 0, or a number larger than any cursor, if the page has
     *     no list yet
     */
    synchronized Change since(long since, List<ImageStatus> listed) {
        Map<String, ListedImage> now = new LinkedHashMap<>();
        long next = changes + 1;
        for (ImageStatus image : listed) {
            ListedImage known = rows.get(image.name());
            if (known == null) {
                known = new ListedImage(++lastNumber, image, next);
            } else if (known.image.phase() != image.phase()) {
                known = new ListedImage(known.number, image, next);
            }
            changes = Math.max(changes, known.changed);
            now.put(image.name(), known);
        }
        rows = now;
        long seen = since > changes ? 0 : since;
        return new Change(
                Long.toString(changes),
                now.values().stream().map(ListedImage::getNumber).toList(),
                now.values().stream().filter(row -> row.changed > seen).toList());
    }

    /** One image in the list: the page and its JSON use its getters. */
    @Restricted(NoExternalUse.class)
    public static final class ListedImage {

        private final int number;
        private final ImageStatus image;
        private final long changed;

        private ListedImage(int number, ImageStatus image, long changed) {
            this.number = number;
            this.image = image;
            this.changed = changed;
        }

        /** The number of its row, which stays the same if the row moves. */
        public int getNumber() {
            return number;
        }

        /** Where it will be stored. */
        @NonNull
        public String getPath() {
            return image.name();
        }

        /**
         * Its phase: {@code waiting}, {@code queued}, {@code running}, {@code delivering}, {@code stored} or {@code
         * lost}.
         */
        @NonNull
        public String getPhase() {
            return image.phase().name().toLowerCase(Locale.ROOT);
        }

        /** The same in a word, in the language of the user. */
        @NonNull
        public String getText() {
            return switch (image.phase()) {
                case WAITING -> Messages.ListedImage_waiting();
                case QUEUED -> Messages.ListedImage_queued();
                case RUNNING -> Messages.ListedImage_running();
                case DELIVERING -> Messages.ListedImage_delivering();
                case STORED -> Messages.ListedImage_stored();
                case LOST -> Messages.ListedImage_lost();
            };
        }
    }

    /**
     * @param cursor what the page sends with its next poll
     * @param numbers of all images in the list, in its order
     * @param images those that are new in the list or have changed their phase
     */
    record Change(String cursor, List<Integer> numbers, List<ListedImage> images) {}
}
