package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.http.SafeText;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The parameters of one image. Always valid; see {@link ParameterRules}.
 *
 * @param values of all {@link ParameterRules}, in their order; one without value is left out
 * @param imagePrompt the file of an image that guides the generation; read each time the request is sent
 */
public record ImageRequest(Map<Parameter<?>, Object> values, Optional<Path> imagePrompt) {
    private static final int SHOWN_PROMPT = 60;

    /**
     * Checks every parameter.
     *
     * @param values as users wrote them; what is left out has its default
     * @throws InvalidParameterException for the first that breaks its rule
     */
    public ImageRequest {
        Map<Parameter<?>, Object> read = new LinkedHashMap<>();
        for (Parameter<?> parameter : ParameterRules.ALL) {
            Object value = parameter.read(values.get(parameter));
            if (value != null) {
                read.put(parameter, value);
            }
        }
        values = Collections.unmodifiableMap(read);
        Objects.requireNonNull(imagePrompt, "imagePrompt");
    }

    /**
     * A request without an image prompt.
     *
     * @param written as users wrote them; what is left out or null has its default
     * @throws InvalidParameterException for the first that breaks its rule
     */
    public static ImageRequest of(Map<Parameter<?>, ?> written) {
        return new ImageRequest(new LinkedHashMap<>(written), Optional.empty());
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
        Map<Parameter<?>, Object> changed = new LinkedHashMap<>(values);
        changed.put(ParameterRules.SEED, other.orElse(null));
        return new ImageRequest(changed, imagePrompt);
    }

    /** The value of a parameter; null if it has none. */
    @SuppressWarnings("unchecked") // The parameter itself has read it.
    public <T> T get(Parameter<T> parameter) {
        return (T) values.get(parameter);
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
        values.forEach((parameter, value) -> json.set(parameter.wireName().orElseThrow(), Json.tree(value)));
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
