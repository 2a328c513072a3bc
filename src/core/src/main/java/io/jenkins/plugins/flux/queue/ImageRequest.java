package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.http.SafeText;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The parameters of one image. Always valid; see {@link ParameterRules}.
 *
 * @param values of all {@link ParameterRules}, in their order; null for one without value. Not a map: with ten thousand
 *     images in flight, each byte counts
 * @param imagePrompt the file of an image that guides the generation; read each time the request is sent
 */
public record ImageRequest(List<Object> values, Optional<Path> imagePrompt) {
    private static final int SHOWN_PROMPT = 60;

    /**
     * Checks every parameter.
     *
     * @param values as users wrote them; null has its default
     * @throws InvalidParameterException for the first that breaks its rule
     */
    public ImageRequest {
        Object[] read = new Object[ParameterRules.ALL.size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = ParameterRules.ALL.get(i).read(values.get(i));
        }
        values = Collections.unmodifiableList(Arrays.asList(read));
        Objects.requireNonNull(imagePrompt, "imagePrompt");
    }

    /**
     * A request without an image prompt.
     *
     * @param written as users wrote them; what is left out or null has its default
     * @throws InvalidParameterException for the first that breaks its rule
     */
    public static ImageRequest of(Map<Parameter<?>, ?> written) {
        return new ImageRequest(
                ParameterRules.ALL.stream().<Object>map(written::get).toList(), Optional.empty());
    }

    /**
     * The same request with an image prompt.
     *
     * @param file of at most {@value ParameterRules#MAX_IMAGE_PROMPT_BYTES} bytes, which stays as it is until the
     *     request is sent
     */
    public ImageRequest withImagePrompt(Path file) {
        return new ImageRequest(values, Optional.of(file));
    }

    /** The same request with another seed. */
    public ImageRequest withSeed(Optional<BigInteger> other) {
        List<Object> changed = new ArrayList<>(values);
        changed.set(ParameterRules.ALL.indexOf(ParameterRules.SEED), other.orElse(null));
        return new ImageRequest(changed, imagePrompt);
    }

    /** The value of a parameter; null if it has none. */
    @SuppressWarnings("unchecked") // The parameter itself has read it.
    public <T> T get(Parameter<T> parameter) {
        return (T) values.get(ParameterRules.ALL.indexOf(parameter));
    }

    /** What the image shows. */
    public String prompt() {
        return get(ParameterRules.PROMPT);
    }

    /** In pixels. */
    public int width() {
        return get(ParameterRules.WIDTH);
    }

    /** In pixels. */
    public int height() {
        return get(ParameterRules.HEIGHT);
    }

    /** The random seed; the service chooses one if empty. */
    public Optional<BigInteger> seed() {
        return Optional.ofNullable(get(ParameterRules.SEED));
    }

    /** The file format. */
    public OutputFormat outputFormat() {
        return get(ParameterRules.OUTPUT_FORMAT);
    }

    /**
     * The body of a submit, without the image prompt: the service's own names, explicit defaults, and the seed if
     * given.
     */
    public String toJson() {
        ObjectNode json = Json.object();
        for (Parameter<?> parameter : ParameterRules.ALL) {
            Object value = get(parameter);
            if (value != null) {
                json.set(parameter.wireName().orElseThrow(), Json.tree(value));
            }
        }
        return Json.write(json);
    }

    /** One line for logs: the beginning of the prompt, without the image prompt. */
    @Override
    public String toString() {
        return "ImageRequest[" + width() + "x" + height() + " " + outputFormat().wireName() + ", seed "
                + seed().map(BigInteger::toString).orElse("random") + ", \"" + SafeText.oneLine(prompt(), SHOWN_PROMPT)
                + "\"]";
    }
}
