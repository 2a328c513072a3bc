package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
    @ParameterizedTest
    @CsvSource({
        "http://my_host/a, my_host, -1",
        "http://my_host:8080/a?b#c, my_host, 8080",
        "https://my_bucket.s3.example, my_bucket.s3.example, -1",
        "https://_a.b_.example./, _a.b_.example., -1",
        "https://odirouter.ai:443/model, odirouter.ai, 443",
        "http://127.0.0.1/, 127.0.0.1, -1",
        "http://[::1]:80/, [::1], 80",
    })
    void givenAHost_thenItAndItsPort(String address, String host, int port) {
        assertThat(Authority.of(URI.create(address))).contains(new Authority(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user@my_host/",
                "http://user:secret@my_host:80/",
                "http://my_host@evil.example_/",
                "http://my_host:80:90/",
                "http://my_host:x/",
                "http://my_host:/",
                "http://my_host:123456/",
                "http://-my_host/",
                "http://my_host-/",
                "http://my_host..example/",
                "http://.my_host/",
                "http://my_host,evil.example/",
                "http://my_host%2eexample/",
                "http://my_höst/",
                "http://a$b_c/",
                // Without an underscore it is Java that knows whether it is a host.
                "http://1.2.3/",
                "http:///path_only",
                "/model_a",
                "mailto:key_a@odirouter.ai",
            })
    void givenWhatNamesNoHost_thenNone(String address) {
        assertThat(Authority.of(URI.create(address))).isEmpty();
    }

    @Test
    void givenALabelOrANameThatIsTooLong_thenNone() {
        assertThat(Authority.of(URI.create("http://a_" + "b".repeat(62) + "/"))).isEmpty();
        assertThat(Authority.of(URI.create("http://a_" + ".b".repeat(127) + "/")))
                .isEmpty();
    }

    @Test
    void givenAUserName_thenItIsSeenInFrontOfEveryHost() {
        assertThat(Authority.hasUserInfo(URI.create("http://user@my_host/"))).isTrue();
        assertThat(Authority.hasUserInfo(URI.create("http://user@odirouter.ai/")))
                .isTrue();
        assertThat(Authority.hasUserInfo(URI.create("http://my_host/@"))).isFalse();
        assertThat(Authority.hasUserInfo(URI.create("/@"))).isFalse();
    }
}
