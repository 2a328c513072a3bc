package io.jenkins.plugins.flux.record;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.flux.history.ImagePhase;
import io.jenkins.plugins.flux.history.ImageStatus;
import io.jenkins.plugins.flux.queue.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where the images of the steps that run just now stand, for the page of their build. */
@Restricted(NoExternalUse.class)
public final class ImageProgress {

    /** More than a person reads, and the page asks again and again. */
    public static final int MAX_LISTED = 50;

    private final Map<ImagePhase, Integer> counts = new EnumMap<>(ImagePhase.class);
    private final int total;
    private final ProgressRows.Change change;

    /**
     * @param images of all steps that run, in the order of their plans
     * @param rows what the pages of the build have been told before
     * @param since the cursor of the page that asks; 0 is none
     */
    public ImageProgress(List<ImageStatus> images, ProgressRows rows, long since) {
        total = images.size();
        List<ImageStatus> listed = new ArrayList<>();
        for (ImageStatus image : images) {
            counts.merge(image.phase(), 1, Integer::sum);
            if (listed.size() < MAX_LISTED && (total <= MAX_LISTED || !hasEnded(image))) {
                listed.add(image);
            }
        }
        change = rows.since(since, listed);
    }

    /** All images of these steps. */
    public int getTotal() {
        return total;
    }

    /** Those that are stored or will not be made. */
    public int getEnded() {
        return count(ImagePhase.STORED) + count(ImagePhase.LOST);
    }

    /** The same in words, in the language of the person who looks. */
    @NonNull
    public String getText() {
        List<String> parts = new ArrayList<>();
        String stored = Integer.toString(count(ImagePhase.STORED));
        parts.add(
                total == 1
                        ? Messages.ImageProgress_storedOfOne(stored)
                        : Messages.ImageProgress_stored(stored, Integer.toString(total)));
        add(parts, ImagePhase.WAITING, Messages::ImageProgress_waiting);
        add(parts, ImagePhase.QUEUED, Messages::ImageProgress_queued);
        add(parts, ImagePhase.RUNNING, Messages::ImageProgress_running);
        add(parts, ImagePhase.DELIVERING, Messages::ImageProgress_delivering);
        add(parts, ImagePhase.LOST, Messages::ImageProgress_lost);
        return String.join(" · ", parts);
    }

    /**
     * What has changed in the list since the cursor. The list has each image; of more than {@value #MAX_LISTED} only
     * such as have not ended, and no more than that.
     */
    @NonNull
    public List<ProgressRows.ListedImage> getListed() {
        return change.images();
    }

    /** The numbers of all images in the list, in its order. */
    @NonNull
    public List<Integer> getNumbers() {
        return change.numbers();
    }

    /** What the page says when it asks for what has changed since. */
    @NonNull
    public String getCursor() {
        return change.cursor();
    }

    /**
     * What the page asks for again and again.
     *
     * @param shown how many images the page can show
     * @param over whether there is no use in asking again
     */
    @NonNull
    public String toJson(int shown, boolean over) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("over", over);
        json.put("images", shown);
        json.put("total", getTotal());
        json.put("ended", getEnded());
        json.put("text", getText());
        json.put("cursor", getCursor());
        json.put("numbers", getNumbers());
        json.put("listed", getListed());
        return Json.write(json);
    }

    private void add(List<String> parts, ImagePhase phase, Function<Object, String> text) {
        int count = count(phase);
        if (count > 0) {
            parts.add(text.apply(Integer.toString(count)));
        }
    }

    private int count(ImagePhase phase) {
        return counts.getOrDefault(phase, 0);
    }

    private static boolean hasEnded(ImageStatus image) {
        return image.phase() == ImagePhase.STORED || image.phase() == ImagePhase.LOST;
    }
}
