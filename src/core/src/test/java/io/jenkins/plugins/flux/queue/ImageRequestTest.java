package io.jenkins.plugins.flux.queue;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.OUTPUT_FORMAT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT_UPSAMPLING;
import static io.jenkins.plugins.flux.queue.ParameterRules.SAFETY_TOLERANCE;
import static io.jenkins.plugins.flux.queue.ParameterRules.SEED;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageRequestTest {
    @Test
    void givenAPromptAlone_whenWrittenAsJson_thenDefaultsAreWrittenOutAndAbsentOnesOmitted() {
        assertThat(ImageRequest.of(Map.of(PROMPT, "a fox")).toJson())
                .isEqualTo("{\"prompt\":\"a fox\",\"width\":1024,\"height\":768,\"prompt_upsampling\":false,"
                        + "\"safety_tolerance\":2,\"output_format\":\"jpeg\"}");
    }

    @Test
    void givenEverything_whenWrittenAsJson_thenTheServicesNamesAndExactNumbers() {
        ImageRequest request = ImageRequest.of(Map.of(
                PROMPT,
                "a \"fox\"\n🦊",
                WIDTH,
                "512",
                HEIGHT,
                1440,
                PROMPT_UPSAMPLING,
                "true",
                SEED,
                "123456789012345678901234567890",
                SAFETY_TOLERANCE,
                0,
                OUTPUT_FORMAT,
                "png"));

        assertThat(request.toJson())
                .isEqualTo("{\"prompt\":\"a \\\"fox\\\"\\n🦊\",\"width\":512,\"height\":1440,"
                        + "\"prompt_upsampling\":true,\"seed\":123456789012345678901234567890,\"safety_tolerance\":0,"
                        + "\"output_format\":\"png\"}");
    }

    @Test
    void givenTheSameValues_thenEqual() {
        assertThat(ImageRequest.of(Map.of(PROMPT, "a fox", SEED, 7)))
                .isEqualTo(ImageRequest.of(Map.of(
                        PROMPT,
                        "a fox",
                        WIDTH,
                        "1024",
                        HEIGHT,
                        768,
                        PROMPT_UPSAMPLING,
                        false,
                        SEED,
                        BigInteger.valueOf(7),
                        SAFETY_TOLERANCE,
                        2,
                        OUTPUT_FORMAT,
                        OutputFormat.JPEG)))
                .isNotEqualTo(ImageRequest.of(Map.of(PROMPT, "a fox")));
    }

    @Test
    void givenAValueThatBreaksItsRule_thenNoRequestIsMade() {
        assertThatThrownBy(() -> ImageRequest.of(Map.of(PROMPT, "a fox", WIDTH, 1000)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ImageRequest.of(Map.of(PROMPT, "a fox", HEIGHT, 100)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("height: 100 ");
        assertThatThrownBy(() -> ImageRequest.of(Map.of(PROMPT, " ")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("prompt: ");
        assertThatThrownBy(() -> ImageRequest.of(Map.of(PROMPT, "a fox", SAFETY_TOLERANCE, 7)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("safetyTolerance: 7 ");
    }

    @Test
    void givenAnotherSeed_thenAllElseStays() {
        ImageRequest request = ImageRequest.of(Map.of(PROMPT, "a fox", WIDTH, 512, SEED, 7));

        assertThat(request.withSeed(Optional.empty())).isEqualTo(ImageRequest.of(Map.of(PROMPT, "a fox", WIDTH, 512)));
        assertThat(request.withSeed(Optional.of(BigInteger.TEN)).seed()).contains(BigInteger.TEN);
    }

    @Test
    void whenShownInALog_thenOneShortLineWithoutTheImagePrompt() {
        ImageRequest request = ImageRequest.of(Map.of(PROMPT, "a fox\n" + "and more ".repeat(100)))
                .withImagePrompt(Path.of("reference.png"));

        assertThat(request.toString())
                .startsWith("ImageRequest[1024x768 jpeg, seed random, \"a fox and more ")
                .doesNotContain("reference.png", "\n")
                .hasSizeLessThan(130);
    }
}
