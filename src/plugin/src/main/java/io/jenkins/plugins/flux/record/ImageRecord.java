package io.jenkins.plugins.flux.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImagePromptFile;
import io.jenkins.plugins.flux.image.ImageFormat;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a build records about one image. Its JSON, with these names in this order, is a line of the build's own file and
 * of the manifest: names may be added, but never changed.
 *
 * @param path its path, in the workspace and among the artifacts
 * @param archived whether it is among the artifacts
 * @param requestId the service's id of the job
 * @param reused whether an earlier execution of the step paid for it
 * @param resubmitted whether the answer to a first submit was lost
 * @param parameters the parameters by the names in {@link ParameterRules}, with size and format as read from the bytes,
 *     the seed as the service reports it, null if unknown, and the SHA-256 of the image prompt
 * @param bytes length of the file
 * @param inferenceSeconds the service's own measure of the work; null if it gave none
 * @param submitted like all times, to the millisecond
 * @param running null if no poll found it running
 */
@Restricted(NoExternalUse.class)
public record ImageRecord(
        String path,
        boolean archived,
        String model,
        String requestId,
        boolean reused,
        boolean resubmitted,
        Map<String, Object> parameters,
        long bytes,
        String sha256,
        @CheckForNull Double inferenceSeconds,
        Instant submitted,
        @CheckForNull Instant running,
        Instant completed,
        Instant stored) {

    private static final String IMAGE_PROMPT_SHA256 = "imagePromptSha256";
    private static final List<Parameter<?>> SHOWN =
            List.of(ParameterRules.PROMPT, ParameterRules.WIDTH, ParameterRules.HEIGHT, ParameterRules.OUTPUT_FORMAT);

    /** @throws NullPointerException if something is missing that every image has */
    public ImageRecord {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(submitted, "submitted");
        Objects.requireNonNull(stored, "stored");
        for (Parameter<?> shown : SHOWN) {
            Objects.requireNonNull(parameters.get(shown.name()), shown.name());
        }
    }

    public static ImageRecord of(GeneratedImage image, String model, boolean archived) {
        ImageRequest request = image.planned().request();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(ParameterRules.PROMPT.name(), request.prompt());
        parameters.put(
                IMAGE_PROMPT_SHA256,
                image.planned().imagePromptFile().map(ImagePromptFile::sha256).orElse(null));
        ParameterRules.ALL.forEach(parameter -> parameters.put(parameter.name(), request.get(parameter)));
        parameters.put(ParameterRules.WIDTH.name(), image.header().width());
        parameters.put(ParameterRules.HEIGHT.name(), image.header().height());
        parameters.put(ParameterRules.SEED.name(), image.seed().orElse(null));
        parameters.put(
                ParameterRules.OUTPUT_FORMAT.name(),
                image.header().format().name().toLowerCase(Locale.ROOT));
        return new ImageRecord(
                image.name(),
                archived,
                model,
                image.requestId(),
                image.reused(),
                image.resubmitted(),
                parameters,
                image.bytes(),
                image.sha256(),
                image.inferenceSeconds().map(BigDecimal::doubleValue).orElse(null),
                millis(image.timings().submitted()),
                image.timings().running().map(ImageRecord::millis).orElse(null),
                millis(image.timings().completed()),
                millis(image.timings().stored()));
    }

    private static Instant millis(Instant exact) {
        return exact.truncatedTo(ChronoUnit.MILLIS);
    }

    @NonNull
    public String prompt() {
        return parameter(ParameterRules.PROMPT).toString();
    }

    public int width() {
        return ((Number) parameter(ParameterRules.WIDTH)).intValue();
    }

    public int height() {
        return ((Number) parameter(ParameterRules.HEIGHT)).intValue();
    }

    /** {@code jpeg}, {@code png} or {@code webp}, as read from the bytes. */
    @NonNull
    public String format() {
        return parameter(ParameterRules.OUTPUT_FORMAT).toString();
    }

    /** Its seed; null if unknown. */
    @CheckForNull
    public BigInteger seed() {
        Object seed = parameter(ParameterRules.SEED);
        return seed == null ? null : new BigInteger(seed.toString());
    }

    private Object parameter(Parameter<?> parameter) {
        return parameters.get(parameter.name());
    }

    /** The media type of its bytes. */
    @NonNull
    public String mediaType() {
        return ImageFormat.valueOf(format().toUpperCase(Locale.ROOT)).mediaType();
    }

    /** The map that a Pipeline gets: names and types are part of the step's contract. */
    @NonNull
    public Map<String, Object> toResult() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", path.substring(path.lastIndexOf('/') + 1));
        result.put("path", path);
        result.put("width", width());
        result.put("height", height());
        result.put("format", format());
        result.put("bytes", bytes);
        result.put("sha256", sha256);
        result.put("seed", seedNumber());
        result.put("prompt", prompt());
        result.put("requestId", requestId);
        result.put("inferenceSeconds", inferenceSeconds);
        result.put("reused", reused);
        return result;
    }

    /** A Long if it fits, because scripts compare with that. */
    @CheckForNull
    private Number seedNumber() {
        BigInteger exact = seed();
        return exact == null || exact.bitLength() >= Long.SIZE ? exact : (Number) exact.longValueExact();
    }
}
