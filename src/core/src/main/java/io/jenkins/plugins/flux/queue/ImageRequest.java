package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.http.SafeText;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The parameters of one image. Always valid; see {@link ParameterRules}.
 *
 * @param prompt what the image shows
 * @param imagePrompt the file of an image that guides the generation; read each time the request is sent
 * @param width in pixels
 * @param height in pixels
 * @param promptUpsampling whether the service may elaborate the prompt
 * @param seed the random seed; the service chooses one if empty
 * @param safetyTolerance 0 (strictest) to 6
 * @param outputFormat the file format
 */
public record ImageRequest(
        String prompt,
        Optional<Path> imagePrompt,
        int width,
        int height,
        boolean promptUpsampling,
        Optional<BigInteger> seed,
        int safetyTolerance,
        OutputFormat outputFormat) {
    private static final int SHOWN_PROMPT = 60;

    /**
     * Checks every parameter.
     *
     * @throws InvalidParameterException if one breaks its rule
     */
    public ImageRequest {
        prompt = ParameterRules.prompt(prompt);
        Objects.requireNonNull(imagePrompt, "imagePrompt");
        width = ParameterRules.width(width);
        height = ParameterRules.height(height);
        seed = ParameterRules.seed(seed.orElse(null));
        safetyTolerance = ParameterRules.safetyTolerance(safetyTolerance);
        outputFormat = ParameterRules.outputFormat(outputFormat);
    }

    /**
     * The same request with an image prompt.
     *
     * @param file of at most {@value ParameterRules#MAX_IMAGE_PROMPT_BYTES} bytes, which stays as it is until the
     *     request is sent
     */
    public ImageRequest withImagePrompt(Path file) {
        return new ImageRequest(
                prompt, Optional.of(file), width, height, promptUpsampling, seed, safetyTolerance, outputFormat);
    }

    /** The same request with another seed. */
    public ImageRequest withSeed(Optional<BigInteger> other) {
        return new ImageRequest(
                prompt, imagePrompt, width, height, promptUpsampling, other, safetyTolerance, outputFormat);
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The body of a submit, without the image prompt: the service's own names, explicit defaults, and the seed if
     * given.
     */
    public String toJson() {
        ObjectNode json = Json.object();
        json.put("prompt", prompt);
        json.put("width", width);
        json.put("height", height);
        json.put("prompt_upsampling", promptUpsampling);
        seed.ifPresent(number -> json.put("seed", number));
        json.put("safety_tolerance", safetyTolerance);
        json.put("output_format", outputFormat.wireName());
        return Json.write(json);
    }

    /** One line for logs: the beginning of the prompt, without the image prompt. */
    @Override
    public String toString() {
        return "ImageRequest[" + width + "x" + height + " " + outputFormat.wireName() + ", seed "
                + seed.map(BigInteger::toString).orElse("random") + ", \"" + SafeText.oneLine(prompt, SHOWN_PROMPT)
                + "\"]";
    }

    /** Collects values as users wrote them; {@link #build()} checks them. Not thread-safe. */
    public static final class Builder {
        private Object prompt;
        private Object width;
        private Object height;
        private Object promptUpsampling;
        private Object seed;
        private Object safetyTolerance;
        private Object outputFormat;

        private Builder() {}

        public Builder prompt(Object value) {
            prompt = value;
            return this;
        }

        public Builder width(Object value) {
            width = value;
            return this;
        }

        public Builder height(Object value) {
            height = value;
            return this;
        }

        public Builder promptUpsampling(Object value) {
            promptUpsampling = value;
            return this;
        }

        public Builder seed(Object value) {
            seed = value;
            return this;
        }

        public Builder safetyTolerance(Object value) {
            safetyTolerance = value;
            return this;
        }

        public Builder outputFormat(Object value) {
            outputFormat = value;
            return this;
        }

        /**
         * Checks the values and builds the request.
         *
         * @throws InvalidParameterException for the first value that breaks its rule
         */
        public ImageRequest build() {
            return new ImageRequest(
                    ParameterRules.prompt(prompt),
                    Optional.empty(),
                    ParameterRules.width(width),
                    ParameterRules.height(height),
                    ParameterRules.promptUpsampling(promptUpsampling),
                    ParameterRules.seed(seed),
                    ParameterRules.safetyTolerance(safetyTolerance),
                    ParameterRules.outputFormat(outputFormat));
        }
    }
}
