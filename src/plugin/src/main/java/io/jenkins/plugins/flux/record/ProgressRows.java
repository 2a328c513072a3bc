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
 * The list of images on the page of a running build: what has changed in it since the page asked last. A build has one;
 * it remembers no more than the list has. Safe for use by any thread.
 */
@Restricted(NoExternalUse.class)
public final class ProgressRows {

    private Map<String, ListedImage> rows = Map.of();
    private int lastNumber;

    /** Counts changes. Begins behind all that an earlier Jenkins can have told a page that is still open. */
    private long changes = System.currentTimeMillis();

    /**
     * The list as it stands now.
     *
     * @param since {@link Change#cursor()} of the last answer; another number means that nothing is known
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

    /** One image in the list: its getters are what the page and its JSON have of it. */
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

        /** Which row of the list it is, wherever that stands. */
        public int getNumber() {
            return number;
        }

        /** Where it will be stored. */
        @NonNull
        public String getPath() {
            return image.name();
        }

        /**
         * Where it stands: {@code waiting}, {@code queued}, {@code running}, {@code delivering}, {@code stored} or
         * {@code lost}.
         */
        @NonNull
        public String getPhase() {
            return image.phase().name().toLowerCase(Locale.ROOT);
        }

        /** The same in a word, in the language of the person who looks. */
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
     * @param cursor what the page says when it asks again
     * @param numbers of all images in the list, in its order
     * @param images those of them that are new in the list, or stand elsewhere than before
     */
    record Change(String cursor, List<Integer> numbers, List<ListedImage> images) {}
}
