package io.jenkins.plugins.flux.image;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.OUTPUT_FORMAT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.ExchangeLimits;
import io.jenkins.plugins.flux.image.ImageException.Kind;
import io.jenkins.plugins.flux.queue.ImageRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ImageValuesTest {
    @Test
    void givenAFormat_thenItsMediaTypeAndExtensions() {
        assertThat(ImageFormat.JPEG.mediaType()).isEqualTo("image/jpeg");
        assertThat(ImageFormat.JPEG.extensions()).containsExactly("jpg", "jpeg");
        assertThat(ImageFormat.PNG.mediaType()).isEqualTo("image/png");
        assertThat(ImageFormat.PNG.extensions()).containsExactly("png");
        assertThat(ImageFormat.WEBP.mediaType()).isEqualTo("image/webp");
        assertThat(ImageFormat.WEBP.extensions()).containsExactly("webp");
    }

    @Test
    void givenARequest_thenWhatItExpects() {
        ImageRequest request = ImageRequest.of(Map.of(PROMPT, "a fox", WIDTH, 512, HEIGHT, 256, OUTPUT_FORMAT, "png"));

        assertThat(ExpectedImage.of(request)).isEqualTo(new ExpectedImage(Set.of(ImageFormat.PNG), 512, 256));
    }

    @Test
    void givenAnExpectation_thenFormatWidthAndHeightMustMatch() {
        Set<ImageFormat> formats = new HashSet<>(Set.of(ImageFormat.JPEG, ImageFormat.PNG));
        ExpectedImage expected = new ExpectedImage(formats, 512, 256);
        formats.clear();

        assertThat(expected.matches(new ImageHeader(ImageFormat.JPEG, 512, 256)))
                .isTrue();
        assertThat(expected.matches(new ImageHeader(ImageFormat.PNG, 512, 256))).isTrue();
        assertThat(expected.matches(new ImageHeader(ImageFormat.WEBP, 512, 256)))
                .isFalse();
        assertThat(expected.matches(new ImageHeader(ImageFormat.JPEG, 513, 256)))
                .isFalse();
        assertThat(expected.matches(new ImageHeader(ImageFormat.JPEG, 512, 255)))
                .isFalse();
    }

    @Test
    void givenAnEndpoint_thenThePolicyHasTheUsualLimitsAndAllowsOnlyPublicAddressesBesideIt() {
        URI endpoint = URI.create("https://odirouter.ai/model");
        ExchangeLimits limits = new ExchangeLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1);

        assertThat(DownloadPolicy.forEndpoint(endpoint).limits()).isEqualTo(DownloadPolicy.LIMITS);
        assertThat(DownloadPolicy.forEndpoint(endpoint).privateAddressesAllowed())
                .isFalse();
        assertThat(DownloadPolicy.forEndpoint(endpoint).withLimits(limits).limits())
                .isEqualTo(limits);
        assertThat(DownloadPolicy.forEndpoint(endpoint).withLimits(limits).endpoint())
                .contains(endpoint);
    }

    @Test
    void givenAWrappedFailure_thenItIsFound_andAnythingElseIsAFaultOnThisSide() {
        ImageException failure = new ImageException(Kind.EXPIRED, "gone");
        IOException other = new IOException("disk");

        assertThat(ImageException.of(new CompletionException(failure))).isSameAs(failure);
        assertThat(ImageException.of(other).kind()).isEqualTo(Kind.STORAGE);
        assertThat(ImageException.of(other)).hasCause(other);
        assertThat(ImageException.of(other).retryAfter()).isEmpty();
    }
}
