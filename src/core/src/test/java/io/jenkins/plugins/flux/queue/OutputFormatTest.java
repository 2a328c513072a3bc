package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputFormatTest {
    @Test
    void givenJpeg_thenItsNameAndExtensions() {
        assertThat(OutputFormat.JPEG.wireName()).isEqualTo("jpeg");
        assertThat(OutputFormat.JPEG.extension()).isEqualTo("jpg");
        assertThat(OutputFormat.JPEG.extensions()).containsExactly("jpg", "jpeg");
        assertThat(OutputFormat.JPEG.acceptsExtension("JPEG")).isTrue();
        assertThat(OutputFormat.JPEG.acceptsExtension("png")).isFalse();
    }

    @Test
    void givenPng_thenItsNameAndExtensions() {
        assertThat(OutputFormat.PNG.wireName()).isEqualTo("png");
        assertThat(OutputFormat.PNG.extension()).isEqualTo("png");
        assertThat(OutputFormat.PNG.acceptsExtension("PNG")).isTrue();
        assertThat(OutputFormat.PNG.acceptsExtension("")).isFalse();
    }
}
