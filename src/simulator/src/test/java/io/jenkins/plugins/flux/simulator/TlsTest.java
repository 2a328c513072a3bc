package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    Path directory;

    @Test
    void bothHostsSpeakTlsWithTheCertificate() throws Exception {
        TestCertificate certificate = TestCertificate.in(directory, "ip:127.0.0.1");
        try (Simulator simulator = Simulator.start(
                SimulatorSettings.builder().tls(certificate.context()).build())) {
            HttpRequest request = HttpRequest.newBuilder(simulator.baseUrl().resolve("/v1/models"))
                    .build();
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(certificate.context()).build();

            assertThat(simulator.baseUrl()).hasScheme("https");
            assertThat(simulator.imageHost()).hasScheme("https");
            assertThat(trusting.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void whatKeytoolRefusesIsReported() {
        assertThatThrownBy(() -> TestCertificate.in(directory, "nonsense"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("keytool failed: ");
    }
}
