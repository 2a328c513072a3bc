package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image in the build.xml of the first release, under its name there. XStream creates its instances, and writes them
 * again when Jenkins saves such a build; nothing else uses it.
 */
@SuppressWarnings("unused") // XStream sets the fields.
final class ImageRecord {

    private String path;
    private boolean archived;
    private String model;
    private String requestId;
    private String prompt;

    @CheckForNull
    private String imagePromptSha256;

    private int width;
    private int height;
    private String format;
    private boolean promptUpsampling;
    private int safetyTolerance;

    @CheckForNull
    private String seed;

    private long bytes;
    private String sha256;

    @CheckForNull
    private Double inferenceSeconds;

    private long submittedMillis;

    /** 0 if nobody saw it running. */
    private long runningMillis;

    private long completedMillis;
    private long storedMillis;
    private boolean reused;
    private boolean resubmitted;

    private ImageRecord() {}

    /** What builds remember of images today; none for null. */
    static List<io.jenkins.plugins.flux.record.ImageRecord> asOfToday(@CheckForNull List<ImageRecord> images) {
        return images == null
                ? List.of()
                : images.stream().map(ImageRecord::asOfToday).toList();
    }

    private io.jenkins.plugins.flux.record.ImageRecord asOfToday() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(ParameterRules.PROMPT.name(), prompt);
        parameters.put("imagePromptSha256", imagePromptSha256);
        parameters.put(ParameterRules.WIDTH.name(), width);
        parameters.put(ParameterRules.HEIGHT.name(), height);
        parameters.put(ParameterRules.PROMPT_UPSAMPLING.name(), promptUpsampling);
        parameters.put(ParameterRules.SEED.name(), seed == null ? null : new BigInteger(seed));
        parameters.put(ParameterRules.SAFETY_TOLERANCE.name(), safetyTolerance);
        parameters.put(ParameterRules.OUTPUT_FORMAT.name(), format);
        return new io.jenkins.plugins.flux.record.ImageRecord(
                path,
                archived,
                model,
                requestId,
                reused,
                resubmitted,
                parameters,
                bytes,
                sha256,
                inferenceSeconds,
                Instant.ofEpochMilli(submittedMillis),
                runningMillis == 0 ? null : Instant.ofEpochMilli(runningMillis),
                Instant.ofEpochMilli(completedMillis),
                Instant.ofEpochMilli(storedMillis));
    }
}
