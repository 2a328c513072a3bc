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

/** The progress of the steps that are generating images, for the page of their build. */
@Restricted(NoExternalUse.class)
public final class ImageProgress {

    /** More than a person reads, and the page polls it. */
    public static final int MAX_LISTED = 50;

    private final Map<ImagePhase, Integer> counts = new EnumMap<>(ImagePhase.class);
    private final int total;
    private final ProgressRows.Change change;

    /**
     * @param images of all running steps, in the order of their plans
     * @param rows what the pages of the build already have
     * @param since the cursor of the page; 0 for none
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

    /** Those that are stored, failed, canceled or unknown. */
    public int getEnded() {
        return count(ImagePhase.STORED) + count(ImagePhase.LOST);
    }

    /** The same in words, in the language of the user. */
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
     * The changes in the list since the cursor. The list has every image; if there are more than {@value #MAX_LISTED},
     * only those that have not ended, and at most that many.
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

    /** The cursor with which the page polls for later changes. */
    @NonNull
    public String getCursor() {
        return change.cursor();
    }

    /**
     * The answer to a poll of the page.
     *
     * @param shown how many images the page can show
     * @param over whether the page should stop polling
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
