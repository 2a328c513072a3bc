package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ProxyConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Builds behind a real proxy. Skipped if the proxy is not installed, unless {@code FLUX_REQUIRE_PROXIES} is set: then
 * they fail.
 */
class ProxyTest extends BuildContractTest {

    private static final String USER = "jenkins";
    private static final String PASSWORD = "proxy-password-1";
    private static final String STEP = "fluxGenerate(prompt: 'An apple', width: 256, height: 256, timeoutSeconds: 40)";

    private void setProxy(ProxyConfiguration proxy) {
        ((EmbeddedBuildHost) host).jenkins().jenkins().setProxy(proxy);
    }

    private String apiHost() {
        return "127.0.0.1:" + simulator.baseUrl().getPort();
    }

    private String imageHost() {
        return "127.0.0.1:" + simulator.imageHost().getPort();
    }

    @ParameterizedTest
    @EnumSource(ProxyProgram.class)
    void callsAndImagesGoThroughAProxyThatRequiresAPassword(ProxyProgram program) throws Exception {
        program.assumeInstalled();
        try (ProxyProcess proxy = ProxyProcess.start(program, USER, PASSWORD)) {
            setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), USER, PASSWORD));

            HostedBuild build = runPipeline(STEP);

            assertThat(build.await()).as(build.console()).isEqualTo("SUCCESS");
            proxy.awaitRequest("http://" + apiHost() + "/model/v1/queue/flux_pro_11");
            proxy.awaitRequest("http://" + imageHost() + "/");
            assertThat(record.keySeenAtImageHost()).isFalse();
            assertThat(record.exchanges())
                    .allSatisfy(exchange ->
                            assertThat(exchange.header("proxy-authorization")).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProgram.class)
    void aMissingPasswordIsReportedAsTheProxysAndNothingIsPaidFor(ProxyProgram program) throws Exception {
        program.assumeInstalled();
        try (ProxyProcess proxy = ProxyProcess.start(program, USER, PASSWORD)) {
            setProxy(new ProxyConfiguration("127.0.0.1", proxy.port()));

            HostedBuild build = runPipeline(STEP);

            assertFailedWith(build, "asks for a user name and password (status 407); check the proxy settings");
            assertNothingWasSubmitted();
        }
    }

    /** Not with Tinyproxy: it answers a wrong password with 401, as a service does for a wrong key. */
    @Test
    void aWrongPasswordIsReportedAsTheProxysAndNothingIsPaidFor() throws Exception {
        ProxyProgram.SQUID.assumeInstalled();
        try (ProxyProcess proxy = ProxyProcess.start(ProxyProgram.SQUID, USER, PASSWORD)) {
            setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), USER, "wrong-password"));

            HostedBuild build = runPipeline(STEP);

            assertFailedWith(build, "asks for a user name and password (status 407); check the proxy settings");
            assertThat(build.console()).doesNotContain("wrong-password");
            assertNothingWasSubmitted();
        }
    }

    @Test
    void changedSettingsCountFromTheNextCallOn() throws Exception {
        ProxyProgram.TINYPROXY.assumeInstalled();
        try (ProxyProcess proxy = ProxyProcess.start(ProxyProgram.TINYPROXY, USER, PASSWORD);
                ProxyProcess other = ProxyProcess.start(ProxyProgram.TINYPROXY)) {
            assertThat(runPipeline(STEP).await()).isEqualTo("SUCCESS");
            assertThat(proxy.requests()).doesNotContain(apiHost());

            setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), USER, PASSWORD));
            assertThat(runPipeline(STEP).await()).isEqualTo("SUCCESS");
            proxy.awaitRequest("http://" + apiHost() + "/model/v1/queue/flux_pro_11");
            proxy.awaitRequest("http://" + imageHost() + "/");
            String before = proxy.requests();

            setProxy(new ProxyConfiguration("127.0.0.1", other.port()));
            assertThat(runPipeline(STEP).await()).isEqualTo("SUCCESS");
            other.awaitRequest("http://" + apiHost() + "/model/v1/queue/flux_pro_11");
            other.awaitRequest("http://" + imageHost() + "/");

            setProxy(null);
            String atOther = other.requests();
            assertThat(runPipeline(STEP).await()).isEqualTo("SUCCESS");
            assertThat(count(proxy.requests(), "/queue/")).isEqualTo(count(before, "/queue/"));
            assertThat(count(other.requests(), "/queue/")).isEqualTo(count(atOther, "/queue/"));
        }
    }

    @Test
    void hostsWithoutProxyAreReachedStraight() throws Exception {
        ProxyProgram.TINYPROXY.assumeInstalled();
        try (ProxyProcess proxy = ProxyProcess.start(ProxyProgram.TINYPROXY)) {
            setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), null, null, "*.corp.example\n127.0.0.*"));

            assertThat(runPipeline(STEP).await()).isEqualTo("SUCCESS");
            assertThat(proxy.requests()).doesNotContain("/queue/").doesNotContain(imageHost());
        }
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }
}
