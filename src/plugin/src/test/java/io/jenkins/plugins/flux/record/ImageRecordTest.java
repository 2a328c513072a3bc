package io.jenkins.plugins.flux.record;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.OUTPUT_FORMAT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT_UPSAMPLING;
import static io.jenkins.plugins.flux.queue.ParameterRules.SAFETY_TOLERANCE;
import static io.jenkins.plugins.flux.queue.ParameterRules.SEED;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImagePromptFile;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.history.Timings;
import io.jenkins.plugins.flux.image.ImageFormat;
import io.jenkins.plugins.flux.image.ImageHeader;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A line of the manifest and what a Pipeline gets stay as they are: people and scripts read them. */
class ImageRecordTest {

    private static final String FULL =
            "{\"path\":\"fruit/apple.png\",\"archived\":true,\"model\":\"flux_pro_11\",\"requestId\":\"req-1\",\"reused\":false,"
                    + "\"resubmitted\":true,\"parameters\":{\"prompt\":\"An apple,\\nwith \\\"quotes\\\" & яблоко 🍎\","
                    + "\"imagePromptSha256\":\"" + "cd".repeat(32)
                    + "\",\"width\":512,\"height\":256,\"promptUpsampling\":true,\"seed\":12345678901234567890,"
                    + "\"safetyTolerance\":4,\"outputFormat\":\"png\"},\"bytes\":70000,\"sha256\":\"" + "ab".repeat(32)
                    + "\",\"inferenceSeconds\":4.2,\"submitted\":\"2026-11-24T12:00:00.123Z\","
                    + "\"running\":\"2026-11-24T12:00:01Z\",\"completed\":\"2026-11-24T12:00:02.500Z\","
                    + "\"stored\":\"2026-11-24T12:00:03.001Z\"}";

    private static final String PLAIN =
            "{\"path\":\"pear.jpg\",\"archived\":false,\"model\":\"flux_pro_11\",\"requestId\":\"req-1\",\"reused\":true,"
                    + "\"resubmitted\":false,\"parameters\":{\"prompt\":\"A pear\",\"imagePromptSha256\":null,\"width\":1024,"
                    + "\"height\":768,\"promptUpsampling\":false,\"seed\":null,\"safetyTolerance\":2,\"outputFormat\":\"webp\"},"
                    + "\"bytes\":3000000000,\"sha256\":\"" + "ab".repeat(32)
                    + "\",\"inferenceSeconds\":null,\"submitted\":\"2026-11-24T12:00:00.123Z\",\"running\":null,"
                    + "\"completed\":\"2026-11-24T12:00:02.500Z\",\"stored\":\"2026-11-24T12:00:03.001Z\"}";

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123456Z");

    private static Timings timings(boolean wasSeenRunning) {
        return new Timings(
                AT,
                wasSeenRunning ? Optional.of(Instant.parse("2026-11-24T12:00:01Z")) : Optional.empty(),
                Instant.parse("2026-11-24T12:00:02.500Z"),
                Instant.parse("2026-11-24T12:00:03.001999Z"));
    }

    private static ImageRecord full() {
        ImageRequest request = ImageRequest.of(Map.of(
                PROMPT,
                "An apple,\nwith \"quotes\" & яблоко 🍎",
                WIDTH,
                512,
                HEIGHT,
                256,
                PROMPT_UPSAMPLING,
                true,
                SEED,
                7,
                SAFETY_TOLERANCE,
                4,
                OUTPUT_FORMAT,
                "png"));
        PlannedImage planned = new PlannedImage(
                "apple.png", request, Optional.of(new ImagePromptFile("reference.png", "cd".repeat(32))), false, false);
        return ImageRecord.of(
                new GeneratedImage(
                        "fruit/apple.png",
                        planned,
                        "req-1",
                        new ImageHeader(ImageFormat.PNG, 512, 256),
                        70_000,
                        "ab".repeat(32),
                        Optional.of(new BigInteger("12345678901234567890")),
                        Optional.of(new BigDecimal("4.20")),
                        timings(true),
                        false,
                        true),
                "flux_pro_11",
                true);
    }

    private static ImageRecord plain() {
        PlannedImage planned = new PlannedImage("pear.jpg", ImageRequest.of(Map.of(PROMPT, "A pear", SEED, 7)));
        return ImageRecord.of(
                new GeneratedImage(
                        "pear.jpg",
                        planned,
                        "req-1",
                        new ImageHeader(ImageFormat.WEBP, 1024, 768),
                        3_000_000_000L,
                        "ab".repeat(32),
                        Optional.empty(),
                        Optional.empty(),
                        timings(false),
                        true,
                        false),
                "flux_pro_11",
                false);
    }

    @Test
    void theManifestHasEveryImageOnALineOfItsOwn() {
        assertThat(Json.write(full())).isEqualTo(FULL);
        assertThat(Json.write(plain())).isEqualTo(PLAIN);
    }

    @Test
    void aPipelineGetsNamesAndTypesThatStay() {
        assertThat(full().toResult())
                .hasToString(
                        "{name=apple.png, path=fruit/apple.png, width=512, height=256, format=png, bytes=70000, sha256="
                                + "ab".repeat(32)
                                + ", seed=12345678901234567890, prompt=An apple,\nwith \"quotes\" & яблоко 🍎,"
                                + " requestId=req-1, inferenceSeconds=4.2, reused=false}");
        assertThat(plain().toResult())
                .hasToString(
                        "{name=pear.jpg, path=pear.jpg, width=1024, height=768, format=webp, bytes=3000000000, sha256="
                                + "ab".repeat(32)
                                + ", seed=null, prompt=A pear, requestId=req-1, inferenceSeconds=null, reused=true}");
        assertThat(full().toResult().values())
                .extracting(value -> (Object) value.getClass().getSimpleName())
                .containsExactly(
                        "String",
                        "String",
                        "Integer",
                        "Integer",
                        "String",
                        "Long",
                        "String",
                        "BigInteger",
                        "String",
                        "String",
                        "Double",
                        "Boolean");
    }
}
