package io.jenkins.plugins.flux;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.flux.generation.RunSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where the images of the steps that run just now stand, for the page of their build. */
public final class ImageProgress {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunSummary summary;

    private ImageProgress(RunSummary summary) {
        this.summary = summary;
    }

    static ImageProgress of(List<RunSummary> running) {
        return new ImageProgress(running.stream()
                .reduce(
                        new RunSummary(0, 0, 0, 0, 0, 0),
                        (one, other) -> new RunSummary(
                                one.waiting() + other.waiting(),
                                one.queued() + other.queued(),
                                one.running() + other.running(),
                                one.delivering() + other.delivering(),
                                one.stored() + other.stored(),
                                one.lost() + other.lost())));
    }

    /** All images of these steps. */
    public int getTotal() {
        return summary.total();
    }

    /** Those that are stored or will not be made. */
    public int getEnded() {
        return summary.stored() + summary.lost();
    }

    /** The same in words, in the language of the person who looks. */
    @NonNull
    public String getText() {
        List<String> parts = new ArrayList<>();
        parts.add(Messages.ImageProgress_stored(Integer.toString(summary.stored()), Integer.toString(summary.total())));
        add(parts, summary.waiting(), Messages::ImageProgress_waiting);
        add(parts, summary.queued(), Messages::ImageProgress_queued);
        add(parts, summary.running(), Messages::ImageProgress_running);
        add(parts, summary.delivering(), Messages::ImageProgress_delivering);
        add(parts, summary.lost(), Messages::ImageProgress_lost);
        return String.join(" · ", parts);
    }

    /**
     * What the page asks for again and again.
     *
     * @param images how many images the page can show
     * @param over whether there is no use in asking again
     */
    @NonNull
    String toJson(int images, boolean over) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("over", over);
        json.put("images", images);
        json.put("total", getTotal());
        json.put("ended", getEnded());
        json.put("text", getText());
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static void add(List<String> parts, int count, Function<Object, String> text) {
        if (count > 0) {
            parts.add(text.apply(Integer.toString(count)));
        }
    }
}
