package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {
    @Test
    void givenPlainText_thenItStaysAsItIs() {
        assertThat(SafeText.oneLine("ein Füchslein 🦊 läuft", 100)).isEqualTo("ein Füchslein 🦊 läuft");
    }

    @Test
    void givenNothing_thenEmpty() {
        assertThat(SafeText.oneLine(null, 10)).isEmpty();
        assertThat(SafeText.oneLine(" \n ", 10)).isEmpty();
    }

    @Test
    void givenControlsEscapesAndDirectionMarks_thenSingleSpaces() {
        String hostile = "\u001b[31mred\u001b[0m\r\nline\u2028two\u202eevil\u200b\u0000end\ud800";

        assertThat(SafeText.oneLine(hostile, 100)).isEqualTo("[31mred [0m line two evil end");
    }

    @Test
    void givenAJenkinsConsoleNote_thenItsMarkerIsBroken() {
        assertThat(SafeText.oneLine("\u001b[8mha:AAAA\u001b[0m", 100)).doesNotContain("\u001b");
    }

    @Test
    void givenTextAsLongAsAllowed_thenItIsNotCut() {
        assertThat(SafeText.oneLine("12345", 5)).isEqualTo("12345");
        assertThat(SafeText.oneLine("12345 \n", 5)).isEqualTo("12345");
    }

    @Test
    void givenLongerText_thenItEndsWithAnEllipsisWithinTheLimit() {
        assertThat(SafeText.oneLine("123456", 5)).isEqualTo("1234…");
        assertThat(SafeText.oneLine("1234 6", 5)).isEqualTo("1234…");
        assertThat(SafeText.oneLine("🦊🦊🦊🦊", 3)).isEqualTo("🦊🦊…");
    }

    @Test
    void givenAMegabyte_thenOnlyTheCapIsKept() {
        assertThat(SafeText.oneLine("x".repeat(1 << 20), 300)).hasSize(300);
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:secret@cdn.example:8443/a/b.png?sig=secret#part, https://cdn.example:8443/a/b.png",
        "https://cdn.example, https://cdn.example",
        "file:///etc/passwd, file:/etc/passwd",
        "mailto:someone, 'mailto:'",
    })
    void givenAnAddress_thenUserInfoQueryAndFragmentAreHidden(String address, String shown) {
        assertThat(SafeText.address(URI.create(address))).isEqualTo(shown);
    }
}
