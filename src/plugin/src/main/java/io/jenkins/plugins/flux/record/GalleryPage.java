package io.jenkins.plugins.flux.record;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Consecutive images of a build, which one answer shows. No answer is larger than 300 KiB, for any number of images and
 * any prompts.
 *
 * <p>Images are in the order in which they were recorded; new ones come last. The end of a page is a cursor, {@code
 * <index of the next image>-<mark of the image before it>}. The mark shows whether the images are still in the order
 * that a reader has seen; it changes if Jenkins is restarted while a step runs.
 */
@Restricted(NoExternalUse.class)
public final class GalleryPage {

    public static final int MAX_IMAGES = 60;

    /** Jenkins' layout and the progress of a running build need the rest of 300 KiB. */
    static final int MAX_WEIGHT = 180 * 1024;

    private static final int MAX_THUMBNAILS = 12;

    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,6})-([0-9a-f]{1,8})");

    private final List<GalleryImage> images;
    private final int end;
    private final int total;
    private final String cursor;

    private GalleryPage(List<ImageRecord> all, int begin) {
        List<GalleryImage> shown = new ArrayList<>();
        int weight = 0;
        for (int index = begin; index < all.size() && shown.size() < MAX_IMAGES; index++) {
            GalleryImage image = new GalleryImage(index, all.get(index));
            weight += image.weight();
            if (weight > MAX_WEIGHT && !shown.isEmpty()) {
                break;
            }
            shown.add(image);
        }
        images = List.copyOf(shown);
        end = begin + shown.size();
        total = all.size();
        cursor = end + "-" + mark(all, end);
    }

    /** The first page. */
    public static GalleryPage first(List<ImageRecord> all) {
        return new GalleryPage(all, 0);
    }

    /**
     * Returns the page that follows another one.
     *
     * @param cursor {@link #getCursor()} of that page; it comes from a request, so it may be anything
     * @return empty if it is not a cursor, or one for other images
     */
    public static Optional<GalleryPage> after(List<ImageRecord> all, String cursor) {
        Matcher given = CURSOR.matcher(cursor);
        if (!given.matches()) {
            return Optional.empty();
        }
        int begin = Integer.parseInt(given.group(1));
        return begin <= all.size() && given.group(2).equals(mark(all, begin))
                ? Optional.of(new GalleryPage(all, begin))
                : Optional.empty();
    }

    /** A few images for the page of the build. */
    public static List<GalleryImage> thumbnails(List<ImageRecord> all) {
        return first(all).images.stream()
                .limit(MAX_THUMBNAILS)
                .filter(GalleryImage::isArchived)
                .toList();
    }

    private static String mark(List<ImageRecord> all, int end) {
        return end == 0 ? "0" : Integer.toHexString(all.get(end - 1).path().hashCode());
    }

    /** The images of this page. */
    @NonNull
    public List<GalleryImage> getImages() {
        return images;
    }

    /** The number of images up to the end of this page. */
    public int getEnd() {
        return end;
    }

    /** The number of images of the build. */
    public int getTotal() {
        return total;
    }

    /** Whether another page follows. */
    public boolean isContinued() {
        return end < total;
    }

    /** Where the next page begins, or will begin. */
    @NonNull
    public String getCursor() {
        return cursor;
    }
}
