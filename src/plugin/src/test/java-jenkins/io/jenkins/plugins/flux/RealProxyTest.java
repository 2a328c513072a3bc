package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ProxyConfiguration;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import io.jenkins.plugins.flux.simulator.TestCertificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Builds of a real Jenkins behind Squid, with the HTTP library of the API plugin. Skipped if Squid is not installed.
 */
class RealProxyTest extends BuildContractTest {

    private static final String USER = "jenkins";
    private static final String PASSWORD = "proxy-password-1";
    private static final String STEP = "fluxGenerate(prompt: 'An apple', width: 256, height: 256, timeoutSeconds: 40)";

    private SSLContext usual;

    @BeforeEach
    void serveOverTls() throws Exception {
        ProxyProgram.SQUID.assumeInstalled();
        TestCertificate certificate = TestCertificate.in(directory, "ip:127.0.0.1");
        usual = SSLContext.getDefault();
        SSLContext.setDefault(certificate.context());
        simulator.close();
        simulator = Simulator.start(
                SimulatorSettings.builder().tls(certificate.context()).build());
        record = simulator.record();
        host.addSecretText("of-tls", simulator.apiKey());
        FluxEndpoint endpoint = endpoint("simulator");
        endpoint.setCredentialsId("of-tls");
        host.configuration().setEndpoints(List.of(endpoint));
    }

    @AfterEach
    void trustAsUsual() {
        if (usual != null) {
            SSLContext.setDefault(usual);
        }
    }

    @Test
    void httpsGoesThroughAProxyThatRequiresAPassword() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(ProxyProgram.SQUID, USER, PASSWORD)) {
            Jenkins.get().setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), USER, PASSWORD));

            HostedBuild build = runPipeline(STEP);

            assertThat(build.await()).as(build.console()).isEqualTo("SUCCESS");
            proxy.awaitRequest("CONNECT 127.0.0.1:" + simulator.baseUrl().getPort());
            proxy.awaitRequest("CONNECT 127.0.0.1:" + simulator.imageHost().getPort());
            assertThat(record.keySeenAtImageHost()).isFalse();
            assertThat(record.exchanges())
                    .allSatisfy(exchange ->
                            assertThat(exchange.header("proxy-authorization")).isEmpty());
        }
    }

    @Test
    void aWrongPasswordIsReportedAsTheProxysAndNothingIsPaidFor() throws Exception {
        try (ProxyProcess proxy = ProxyProcess.start(ProxyProgram.SQUID, USER, PASSWORD)) {
            Jenkins.get().setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), USER, "wrong-password"));

            HostedBuild build = runPipeline(STEP);

            assertFailedWith(build, "asks for a user name and password (status 407); check the proxy settings");
            assertThat(build.console()).doesNotContain("wrong-password");
            assertNothingWasSubmitted();
        }
    }
}
