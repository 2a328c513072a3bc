package io.jenkins.plugins.flux;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.flux.generation.ImagePhase;
import io.jenkins.plugins.flux.generation.ImageStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where the images of the steps that run just now stand, for the page of their build. */
public final class ImageProgress {

    /** More than a person reads, and the page asks again and again. */
    static final int MAX_LISTED = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ImageStatus> images;

    /**
     * @param images of all steps that run, in the order of their plans
     */
    ImageProgress(List<ImageStatus> images) {
        this.images = List.copyOf(images);
    }

    /** All images of these steps. */
    public int getTotal() {
        return images.size();
    }

    /** Those that are stored or will not be made. */
    public int getEnded() {
        return count(ImagePhase.STORED) + count(ImagePhase.LOST);
    }

    /** The same in words, in the language of the person who looks. */
    @NonNull
    public String getText() {
        List<String> parts = new ArrayList<>();
        parts.add(Messages.ImageProgress_stored(
                Integer.toString(count(ImagePhase.STORED)), Integer.toString(getTotal())));
        add(parts, ImagePhase.WAITING, Messages::ImageProgress_waiting);
        add(parts, ImagePhase.QUEUED, Messages::ImageProgress_queued);
        add(parts, ImagePhase.RUNNING, Messages::ImageProgress_running);
        add(parts, ImagePhase.DELIVERING, Messages::ImageProgress_delivering);
        add(parts, ImagePhase.LOST, Messages::ImageProgress_lost);
        return String.join(" · ", parts);
    }

    /** Each image; of more than {@value #MAX_LISTED} only such as have not ended, and no more than that. */
    @NonNull
    public List<ListedImage> getListed() {
        return images.stream()
                .filter(image -> images.size() <= MAX_LISTED || !hasEnded(image))
                .limit(MAX_LISTED)
                .map(ListedImage::new)
                .toList();
    }

    /**
     * What the page asks for again and again.
     *
     * @param shown how many images the page can show
     * @param over whether there is no use in asking again
     */
    @NonNull
    String toJson(int shown, boolean over) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("over", over);
        json.put("images", shown);
        json.put("total", getTotal());
        json.put("ended", getEnded());
        json.put("text", getText());
        json.put("listed", getListed());
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private void add(List<String> parts, ImagePhase phase, Function<Object, String> text) {
        int count = count(phase);
        if (count > 0) {
            parts.add(text.apply(Integer.toString(count)));
        }
    }

    private int count(ImagePhase phase) {
        return (int) images.stream().filter(image -> image.phase() == phase).count();
    }

    private static boolean hasEnded(ImageStatus image) {
        return image.phase() == ImagePhase.STORED || image.phase() == ImagePhase.LOST;
    }
}
