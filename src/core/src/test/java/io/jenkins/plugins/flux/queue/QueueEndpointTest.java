package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueEndpointTest {
    private final QueueEndpoint endpoint = QueueEndpoint.of("https://odirouter.ai/model", "flux_pro_11");

    @Test
    void givenAnEndpoint_thenItsAddresses() {
        assertThat(endpoint.submitUrl()).hasToString("https://odirouter.ai/model/v1/queue/flux_pro_11");
        assertThat(endpoint.statusUrl("mmsu_1"))
                .hasToString("https://odirouter.ai/model/v1/queue/flux_pro_11/requests/mmsu_1/status");
        assertThat(endpoint.responseUrl("mmsu_1"))
                .hasToString("https://odirouter.ai/model/v1/queue/flux_pro_11/requests/mmsu_1/response");
        assertThat(endpoint.cancelUrl("mmsu_1"))
                .hasToString("https://odirouter.ai/model/v1/queue/flux_pro_11/requests/mmsu_1/cancel");
        assertThat(endpoint.modelsUrl()).hasToString("https://odirouter.ai/v1/models");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://odirouter.ai/model/", "https://odirouter.ai/model///", " https://odirouter.ai/model\n"})
    void givenTrailingSlashes_thenTheyAreRemoved(String baseUrl) {
        assertThat(QueueEndpoint.of(baseUrl, "flux_pro_11")).isEqualTo(endpoint);
    }

    @Test
    void givenAHostAlone_thenItIsTheBase() {
        assertThat(QueueEndpoint.of("http://localhost:8080/", "m").submitUrl())
                .hasToString("http://localhost:8080/v1/queue/m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://odirouter.ai",
                "odirouter.ai/model",
                "https:///model",
                "https://user@under_score.example/model",
                "mailto:a@b.c",
                "https://h/?a=b",
                "https://h/#f",
                "https://h:70000/",
                "not a url"
            })
    void givenABadBaseUrl_thenRefused(String baseUrl) {
        InvalidParameterException refused =
                catchThrowableOfType(InvalidParameterException.class, () -> QueueEndpoint.of(baseUrl, "flux_pro_11"));

        assertThat(refused.field()).isEqualTo("baseUrl");
        assertThat(refused).hasMessageContaining("it must be an http or https address");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void givenNoBaseUrl_thenMissing(String baseUrl) {
        assertThatThrownBy(() -> QueueEndpoint.of(baseUrl, "flux_pro_11"))
                .hasMessageStartingWith("baseUrl: is missing");
        assertThatThrownBy(() -> new QueueEndpoint(null, "flux_pro_11")).hasMessageStartingWith("baseUrl: is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://user:secret@odirouter.ai/model", "https://user:secret@ho st/", "https://h/?key=secret"})
    void givenSecretsInTheBaseUrl_thenRefusedWithoutQuotingThem(String baseUrl) {
        assertThatThrownBy(() -> QueueEndpoint.of(baseUrl, "flux_pro_11"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a/b", "../x", "flux pro", "flux?", "-x", ".", "x\n"})
    void givenABadModel_thenRefused(String model) {
        InvalidParameterException refused = catchThrowableOfType(
                InvalidParameterException.class, () -> QueueEndpoint.of("https://odirouter.ai/model", model));

        assertThat(refused.field()).isEqualTo("model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://odirouter.ai/anything?a=b",
                "https://ODIROUTER.ai/",
                "HTTPS://odirouter.ai",
                "https://odirouter.ai:443/x"
            })
    void givenTheSameSchemeHostAndPort_thenSameOrigin(String address) {
        assertThat(endpoint.isSameOrigin(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://odirouter.ai/model",
                "https://odirouter.ai:8443/model",
                "https://odirouter.ai.evil.example/model",
                "https://api.odirouter.ai/model",
                "https://odirouter.ai.@evil.example/",
                "https://user@odirouter.ai/",
                "//odirouter.ai/model",
                "/model",
                "mailto:key@odirouter.ai"
            })
    void givenAnotherSchemeHostPortOrUser_thenForeign(String address) {
        assertThat(endpoint.isSameOrigin(URI.create(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://flux_mock/model, http://FLUX_mock:80/x, true",
        "http://flux_mock:8188/model, http://flux_mock/x, false",
        "http://flux_mock/model, http://flux_mock2/x, false",
        "http://flux_mock/model, http://user@flux_mock/x, false",
        "http://flux_mock/model, http://flux-mock/x, false",
    })
    void givenAHostWithAnUnderscore_thenItIsComparedAsAnother(String baseUrl, String address, boolean same) {
        assertThat(QueueEndpoint.of(baseUrl, "m").isSameOrigin(URI.create(address)))
                .isEqualTo(same);
    }

    @Test
    void givenAUserNameBeforeAHostWithAnUnderscore_thenRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> QueueEndpoint.of("http://user:secret@flux_mock/model", "m"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({"http://h/model, http://h:80/x, true", "http://h:8080/model, http://h:80/x, false"})
    void givenPorts_thenTheEffectiveOnesCount(String baseUrl, String address, boolean same) {
        assertThat(QueueEndpoint.of(baseUrl, "m").isSameOrigin(URI.create(address)))
                .isEqualTo(same);
    }
}
