package io.jenkins.plugins.flux.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flux.embedded.EmbeddedJenkins;
import flux.embedded.EmbeddedWeb;
import hudson.ProxyConfiguration;
import hudson.security.AccessDeniedException3;
import hudson.util.FormValidation;
import io.jenkins.plugins.flux.FluxEndpoint;
import io.jenkins.plugins.flux.OnlyUser;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.Simulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The button in the form of an endpoint reports which step fails, for free, and only to administrators. */
class ConnectionCheckTest {

    @TempDir
    Path home;

    private EmbeddedJenkins jenkins;
    private Simulator simulator;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start();
        jenkins = EmbeddedJenkins.start(home);
        jenkins.credentials().addSecretText("key", simulator.apiKey());
    }

    @AfterEach
    void stop() {
        jenkins.close();
        simulator.close();
    }

    private FormValidation test(EmbeddedWeb web, String baseUrl, String credentialsId) throws Exception {
        return web.with("baseUrl", baseUrl)
                .with("model", "")
                .with("credentialsId", credentialsId)
                .call(jenkins.extension(FluxEndpoint.DescriptorImpl.class), "doTestConnection")
                .returned(FormValidation.class);
    }

    private FormValidation test(String baseUrl, String credentialsId) throws Exception {
        return test(jenkins.web(), baseUrl, credentialsId);
    }

    private String simulatorUrl() {
        return simulator.baseUrl().toString();
    }

    private String simulatorHost() {
        return "127.0.0.1:" + simulator.baseUrl().getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertError(FormValidation answer, String... words) {
        assertThat(answer.kind).as(answer.getMessage()).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(answer.getMessage()).contains(words);
    }

    @Test
    void aKeyThatIsAccepted() throws Exception {
        FormValidation answer = test(simulatorUrl(), "key");

        assertThat(answer.kind).as(answer.getMessage()).isEqualTo(FormValidation.Kind.OK);
        assertThat(answer.getMessage())
                .isEqualTo("Connected to " + simulatorHost() + ", and the API key is accepted; nothing was billed");
        assertThat(simulator.record().submittedCount()).isZero();
    }

    @Test
    void aWrongKeyIsNotShown() throws Exception {
        jenkins.credentials().addSecretText("wrong", "wrong-key-0123456789");
        simulator.faults().add(Fault.echoKey(401).on(Operation.MODELS));

        FormValidation answer = test(simulatorUrl(), "wrong");

        assertError(answer, "Connected to " + simulatorHost(), "does not accept the API key", "check the credential");
        assertThat(answer.getMessage() + answer.renderHtml()).doesNotContain("wrong-key-0123456789");
    }

    @Test
    void aKeyThatCannotBeOne() throws Exception {
        jenkins.credentials().addSecretText("broken", "two words");

        assertError(test(simulatorUrl(), "broken"), "'broken'", "does not hold a usable API key");
        assertThat(simulator.record().exchanges()).isEmpty();
    }

    @Test
    void credentialsThatDoNotExist() throws Exception {
        assertError(test(simulatorUrl(), "gone"), "No Secret text with ID 'gone'");
    }

    @Test
    void withoutCredentialsTheConnectionIsTriedAndTheKeyIsNot() throws Exception {
        FormValidation answer = test(simulatorUrl(), "");

        assertThat(answer.kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(answer.getMessage()).contains("Connected to " + simulatorHost(), "was not checked");
    }

    @Test
    void nobodyListens() throws Exception {
        int port = freePort();

        assertError(
                test("http://127.0.0.1:" + port, "key"), "127.0.0.1:" + port, "accepts connections", "check the port");
    }

    @Test
    void aHostThatDoesNotExist() throws Exception {
        assertError(test("https://nowhere.invalid/model", "key"), "cannot resolve", "nowhere.invalid");
    }

    @Test
    void aServerWithoutTls() throws Exception {
        assertError(test(simulatorUrl().replace("http:", "https:"), "key"), "but not secure ones");
    }

    @Test
    void aHostWithAnUnderscore() throws Exception {
        assertError(test("http://flux_mock:8188/model", "key"), "cannot resolve", "flux_mock");

        jenkins.jenkins()
                .setProxy(
                        new ProxyConfiguration("127.0.0.1", simulator.baseUrl().getPort()));
        FormValidation answer = test("http://flux_mock:8188/model", "key");

        assertThat(answer.kind).as(answer.getMessage()).isEqualTo(FormValidation.Kind.OK);
        assertThat(answer.getMessage()).contains("flux_mock:8188");
    }

    @Test
    void aProxyThatIsNotThere() throws Exception {
        int port = freePort();
        jenkins.jenkins().setProxy(new ProxyConfiguration("127.0.0.1", port));

        assertError(test("http://service.invalid/model", "key"), "The proxy 127.0.0.1:" + port, "proxy settings");
    }

    @Test
    void aServiceThatDoesNotAnswer() throws Exception {
        simulator.faults().add(Fault.stalledHeaders().on(Operation.MODELS));
        long begin = System.nanoTime();

        assertError(test(simulatorUrl(), "key"), "Connected to " + simulatorHost(), "8 s");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org", "https://user:secret@example.org"})
    void anAddressThatIsNotAllowed(String address) throws Exception {
        FormValidation answer = test(address, "key");

        assertError(answer, "baseUrl:", "is not allowed");
        assertThat(answer.getMessage()).doesNotContain("secret");
    }

    @Test
    void onlyAdministratorsMayTry() throws Exception {
        jenkins.jenkins().setAuthorizationStrategy(new OnlyUser("admin"));

        assertThatThrownBy(() -> test(jenkins.web().as("somebody"), simulatorUrl(), "key"))
                .isInstanceOf(AccessDeniedException3.class);
        assertThatThrownBy(() -> test(jenkins.web().as(null), simulatorUrl(), "key"))
                .isInstanceOf(AccessDeniedException3.class);
        assertThat(simulator.record().exchanges()).isEmpty();
    }

    @Test
    void itMustBePosted() throws Exception {
        assertThat(jenkins.web()
                        .get()
                        .with("baseUrl", simulatorUrl())
                        .call(jenkins.extension(FluxEndpoint.DescriptorImpl.class), "doTestConnection")
                        .status())
                .isEqualTo(404);
        assertThat(simulator.record().exchanges()).isEmpty();
    }
}
