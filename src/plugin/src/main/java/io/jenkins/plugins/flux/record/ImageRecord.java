package io.jenkins.plugins.flux.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImagePromptFile;
import io.jenkins.plugins.flux.image.ImageFormat;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a build remembers of one image. Its fields stand in the build.xml of builds of the first release, and what the
 * manifest says of it in the files of all others: names may be added, never changed.
 */
@Restricted(NoExternalUse.class)
public class ImageRecord implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String path;
    private final boolean archived;
    private final String model;
    private final String requestId;
    private final String prompt;

    @CheckForNull
    private final String imagePromptSha256;

    private final int width;
    private final int height;
    private final String format;
    private final boolean promptUpsampling;
    private final int safetyTolerance;

    @CheckForNull
    private final String seed;

    private final long bytes;
    private final String sha256;

    @CheckForNull
    private final Double inferenceSeconds;

    private final long submittedMillis;
    private final long runningMillis;
    private final long completedMillis;
    private final long storedMillis;
    private final boolean reused;
    private final boolean resubmitted;

    private transient volatile String json;

    public ImageRecord(GeneratedImage image, String model, boolean archived) {
        ImageRequest request = image.planned().request();
        this.path = image.name();
        this.archived = archived;
        this.model = model;
        this.requestId = image.requestId();
        this.prompt = request.prompt();
        this.imagePromptSha256 =
                image.planned().imagePromptFile().map(ImagePromptFile::sha256).orElse(null);
        this.width = image.header().width();
        this.height = image.header().height();
        this.format = image.header().format().name().toLowerCase(Locale.ROOT);
        this.promptUpsampling = request.get(ParameterRules.PROMPT_UPSAMPLING);
        this.safetyTolerance = request.get(ParameterRules.SAFETY_TOLERANCE);
        this.seed = image.seed().map(BigInteger::toString).orElse(null);
        this.bytes = image.bytes();
        this.sha256 = image.sha256();
        this.inferenceSeconds =
                image.inferenceSeconds().map(BigDecimal::doubleValue).orElse(null);
        this.submittedMillis = image.timings().submitted().toEpochMilli();
        this.runningMillis =
                image.timings().running().map(Instant::toEpochMilli).orElse(0L);
        this.completedMillis = image.timings().completed().toEpochMilli();
        this.storedMillis = image.timings().stored().toEpochMilli();
        this.reused = image.reused();
        this.resubmitted = image.resubmitted();
    }

    /**
     * One that was written down.
     *
     * @param manifest {@link #toJson()}
     * @throws IllegalArgumentException when something is missing, or of another kind
     */
    public ImageRecord(JsonNode manifest) {
        JsonNode parameters = manifest.required("parameters");
        this.path = manifest.required("path").textValue();
        this.archived = manifest.required("archived").booleanValue();
        this.model = manifest.required("model").textValue();
        this.requestId = manifest.required("requestId").textValue();
        this.prompt = parameters.required("prompt").textValue();
        this.imagePromptSha256 = parameters.required("imagePromptSha256").textValue();
        this.width = parameters.required("width").intValue();
        this.height = parameters.required("height").intValue();
        this.format = parameters.required("outputFormat").textValue();
        this.promptUpsampling = parameters.required("promptUpsampling").booleanValue();
        this.safetyTolerance = parameters.required("safetyTolerance").intValue();
        JsonNode drawn = parameters.required("seed");
        this.seed = drawn.isNull() ? null : drawn.bigIntegerValue().toString();
        this.bytes = manifest.required("bytes").longValue();
        this.sha256 = manifest.required("sha256").textValue();
        JsonNode inference = manifest.required("inferenceSeconds");
        this.inferenceSeconds = inference.isNull() ? null : inference.doubleValue();
        this.submittedMillis = millis(manifest.required("submitted"));
        this.runningMillis = millis(manifest.required("running"));
        this.completedMillis = millis(manifest.required("completed"));
        this.storedMillis = millis(manifest.required("stored"));
        this.reused = manifest.required("reused").booleanValue();
        this.resubmitted = manifest.required("resubmitted").booleanValue();
    }

    private static long millis(JsonNode instant) {
        return instant.isNull() ? 0 : Instant.parse(instant.textValue()).toEpochMilli();
    }

    /** Where it is, in the workspace and among the artifacts. */
    @NonNull
    public String getPath() {
        return path;
    }

    /** Whether it is among the artifacts. */
    public boolean isArchived() {
        return archived;
    }

    /** The SHA-256 of its bytes. */
    @NonNull
    public String getSha256() {
        return sha256;
    }

    /** What it shows. */
    @NonNull
    public String getPrompt() {
        return prompt;
    }

    /** Pixels. */
    public int getWidth() {
        return width;
    }

    /** Pixels. */
    public int getHeight() {
        return height;
    }

    /** {@code jpeg}, {@code png} or {@code webp}, as read from the bytes. */
    @NonNull
    public String getFormat() {
        return format;
    }

    /** The seed that made it, in decimal digits. */
    @CheckForNull
    public String getSeed() {
        return seed;
    }

    /** Length of the file. */
    public long getBytes() {
        return bytes;
    }

    /** The service's id of the job. */
    @NonNull
    public String getRequestId() {
        return requestId;
    }

    /** Seconds from the submit to the stored image, with one decimal. */
    @NonNull
    public String getSeconds() {
        return rounded((storedMillis - submittedMillis) / 1000.0);
    }

    /** The service's own measure of the work in seconds, with one decimal; null where it gave none. */
    @CheckForNull
    public String getRoundedInferenceSeconds() {
        return inferenceSeconds == null ? null : rounded(inferenceSeconds);
    }

    private static String rounded(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** The media type that its bytes have. */
    @NonNull
    public String mediaType() {
        return ImageFormat.valueOf(format.toUpperCase(Locale.ROOT)).mediaType();
    }

    /** What a Pipeline gets: names and types are part of the step's contract. */
    @NonNull
    public Map<String, Object> toResult() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", path.substring(path.lastIndexOf('/') + 1));
        result.put("path", path);
        result.put("width", width);
        result.put("height", height);
        result.put("format", format);
        result.put("bytes", bytes);
        result.put("sha256", sha256);
        result.put("seed", seedNumber());
        result.put("prompt", prompt);
        result.put("requestId", requestId);
        result.put("inferenceSeconds", inferenceSeconds);
        result.put("reused", reused);
        return result;
    }

    /**
     * What the manifest says, on one line: all parameters and where the image came from. Kept, as the manifest of a
     * build is written again for every step.
     */
    @NonNull
    String toJson() {
        String known = json;
        if (known == null) {
            try {
                known = JSON.writeValueAsString(toManifest());
            } catch (JsonProcessingException bug) {
                throw new IllegalStateException(bug);
            }
            json = known;
        }
        return known;
    }

    private Map<String, Object> toManifest() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", path);
        entry.put("archived", archived);
        entry.put("model", model);
        entry.put("requestId", requestId);
        entry.put("reused", reused);
        entry.put("resubmitted", resubmitted);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("prompt", prompt);
        parameters.put("imagePromptSha256", imagePromptSha256);
        parameters.put("width", width);
        parameters.put("height", height);
        parameters.put("promptUpsampling", promptUpsampling);
        parameters.put("seed", seed == null ? null : new BigInteger(seed));
        parameters.put("safetyTolerance", safetyTolerance);
        parameters.put("outputFormat", format);
        entry.put("parameters", parameters);
        entry.put("bytes", bytes);
        entry.put("sha256", sha256);
        entry.put("inferenceSeconds", inferenceSeconds);
        entry.put("submitted", Instant.ofEpochMilli(submittedMillis).toString());
        entry.put(
                "running",
                runningMillis == 0 ? null : Instant.ofEpochMilli(runningMillis).toString());
        entry.put("completed", Instant.ofEpochMilli(completedMillis).toString());
        entry.put("stored", Instant.ofEpochMilli(storedMillis).toString());
        return entry;
    }

    /** A Long as far as it reaches: what a script compares with. */
    @CheckForNull
    private Number seedNumber() {
        if (seed == null) {
            return null;
        }
        BigInteger exact = new BigInteger(seed);
        return exact.bitLength() < Long.SIZE ? (Number) exact.longValueExact() : exact;
    }
}
