package io.jenkins.plugins.flux.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.HeaderGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private static final URI HTTPS = URI.create("https://cdn.example/dir/a.png?sig=secret");

    private final Redirects redirects = new Redirects();

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void givenAStatusOfARedirect_thenItIsOne(int status) {
        assertThat(Redirects.isRedirect(status)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 300, 304, 305, 306, 309, 404})
    void givenAnotherStatus_thenItIsNotOne(int status) {
        assertThat(Redirects.isRedirect(status)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example/b.png?sig=2, https://other.example/b.png?sig=2",
        "/b.png, https://cdn.example/b.png",
        "' b.png ', https://cdn.example/dir/b.png",
        "//other.example/b.png, https://other.example/b.png",
    })
    void givenALocation_thenItIsResolved(String location, String next) {
        assertThat(redirects.next(HTTPS, location(location))).hasToString(next);
    }

    @Test
    void givenPlainHttp_thenItMayLeadToEither() {
        URI http = URI.create("http://cdn.example/a.png");

        assertThat(redirects.next(http, location("http://other.example/"))).hasToString("http://other.example/");
        assertThat(redirects.next(http, location("https://other.example/"))).hasToString("https://other.example/");
    }

    @ParameterizedTest
    @CsvSource({
        "http://other.example/?sig=2, 'it leads to http://other.example/, away from https'",
        "file:///etc/passwd, 'it leads to file:/etc/passwd, away from https'",
        "http://[broken, it leads to an unreadable address",
    })
    void givenABadLocation_thenRefusedWithTheReason(String location, String reason) {
        assertRefused(location(location), reason);
    }

    @Test
    void givenNoLocation_thenRefused() {
        assertRefused(new HeaderGroup(), "it has no target");
    }

    @Test
    void givenFiveRedirects_thenTheyAreFollowed_andTheSixthIsRefused() {
        for (int i = 0; i < 5; i++) {
            redirects.next(HTTPS, location("/" + i));
        }

        assertRefused(location("/6"), "there are more than 5 redirects");
    }

    private void assertRefused(MessageHeaders headers, String reason) {
        ImageException failure = catchThrowableOfType(ImageException.class, () -> redirects.next(HTTPS, headers));
        assertThat(failure.kind()).isEqualTo(ImageException.Kind.REFUSED);
        assertThat(failure).hasMessage("refused to follow the redirect of https://cdn.example/dir/a.png: " + reason);
    }

    private static MessageHeaders location(String location) {
        HeaderGroup headers = new HeaderGroup();
        headers.addHeader(new BasicHeader("location", location));
        return headers;
    }
}
