package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageRequestTest {
    @Test
    void givenAPromptAlone_whenWrittenAsJson_thenDefaultsAreWrittenOutAndAbsentOnesOmitted() {
        assertThat(ImageRequest.builder().prompt("a fox").build().toJson())
                .isEqualTo("{\"prompt\":\"a fox\",\"width\":1024,\"height\":768,\"prompt_upsampling\":false,"
                        + "\"safety_tolerance\":2,\"output_format\":\"jpeg\"}");
    }

    @Test
    void givenEverything_whenWrittenAsJson_thenTheServicesNamesAndExactNumbers() {
        ImageRequest request = ImageRequest.builder()
                .prompt("a \"fox\"\n🦊")
                .width("512")
                .height(1440)
                .promptUpsampling("true")
                .seed("123456789012345678901234567890")
                .safetyTolerance(0)
                .outputFormat("png")
                .build();

        assertThat(request.toJson())
                .isEqualTo("{\"prompt\":\"a \\\"fox\\\"\\n🦊\",\"width\":512,\"height\":1440,"
                        + "\"prompt_upsampling\":true,\"seed\":123456789012345678901234567890,\"safety_tolerance\":0,"
                        + "\"output_format\":\"png\"}");
    }

    @Test
    void givenTheSameValues_thenEqual() {
        assertThat(ImageRequest.builder().prompt("a fox").seed(7).build())
                .isEqualTo(new ImageRequest(
                        "a fox",
                        Optional.empty(),
                        1024,
                        768,
                        false,
                        Optional.of(BigInteger.valueOf(7)),
                        2,
                        OutputFormat.JPEG));
    }

    @Test
    void givenAValueThatBreaksItsRule_thenNoRequestIsMade() {
        assertThatThrownBy(
                        () -> ImageRequest.builder().prompt("a fox").width(1000).build())
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> new ImageRequest(
                        "a fox", Optional.empty(), 1024, 100, false, Optional.empty(), 2, OutputFormat.JPEG))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("height: 100 ");
        assertThatThrownBy(() -> new ImageRequest(
                        " ", Optional.empty(), 1024, 768, false, Optional.empty(), 2, OutputFormat.JPEG))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("prompt: ");
        assertThatThrownBy(() -> new ImageRequest(
                        "a fox", Optional.empty(), 1024, 768, false, Optional.empty(), 7, OutputFormat.JPEG))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("safetyTolerance: 7 ");
    }

    @Test
    void whenShownInALog_thenOneShortLineWithoutTheImagePrompt() {
        ImageRequest request = ImageRequest.builder()
                .prompt("a fox\n" + "and more ".repeat(100))
                .build()
                .withImagePrompt(Path.of("reference.png"));

        assertThat(request.toString())
                .startsWith("ImageRequest[1024x768 jpeg, seed random, \"a fox and more ")
                .doesNotContain("reference.png", "\n")
                .hasSizeLessThan(130);
    }
}
