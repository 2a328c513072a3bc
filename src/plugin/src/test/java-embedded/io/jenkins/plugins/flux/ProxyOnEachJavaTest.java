package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import io.jenkins.plugins.flux.simulator.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Builds in a Java process of their own behind a real proxy: on each Java, over http and https. Skipped if the proxy or
 * the Java is not installed, as in {@link ProxyTest}.
 */
class ProxyOnEachJavaTest extends BuildContractTest {

    private static final String USER = "jenkins";
    private static final String PASSWORD = "proxy-password-1";
    private static final long PATIENCE_SECONDS = 120;

    private String apiHost() {
        return "127.0.0.1:" + simulator.baseUrl().getPort();
    }

    private String imageHost() {
        return "127.0.0.1:" + simulator.imageHost().getPort();
    }

    @ParameterizedTest(name = "Java {0}, {1}, {2}")
    @CsvSource({
        "17, http, TINYPROXY",
        "17, https, TINYPROXY",
        "17, https, SQUID",
        "21, http, TINYPROXY",
        "21, https, TINYPROXY",
        "25, http, TINYPROXY",
        "25, https, TINYPROXY",
        "25, https, SQUID"
    })
    void onEachJavaAnAuthenticatedProxyLetsTheKeyThrough(int java, String scheme, ProxyProgram program)
            throws Exception {
        program.assumeInstalled();
        try (ProxyProcess proxy = ProxyProcess.start(program, USER, PASSWORD)) {
            String console = probe(java, scheme, proxy, USER, PASSWORD);

            assertThat(console).contains("Java " + java + ": SUCCESS");
            String asked = scheme.equals("https") ? "CONNECT " : "http://";
            proxy.awaitRequest(asked + apiHost());
            proxy.awaitRequest(asked + imageHost());
            assertThat(record.keySeenAtImageHost()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyProgram.class)
    void aProxyWithoutPasswordOpensTunnels(ProxyProgram program) throws Exception {
        program.assumeInstalled();
        try (ProxyProcess proxy = ProxyProcess.start(program)) {
            assertThat(probe(Runtime.version().feature(), "https", proxy, "", ""))
                    .contains(": SUCCESS");
            proxy.awaitRequest("CONNECT " + apiHost());
        }
    }

    /** Before the tunnel is there, nothing of the request has left. */
    @ParameterizedTest
    @EnumSource(ProxyProgram.class)
    void aTunnelThatRequiresAPasswordIsReportedAsTheProxysAndNothingIsPaidFor(ProxyProgram program) throws Exception {
        program.assumeInstalled();
        try (ProxyProcess proxy = ProxyProcess.start(program, USER, PASSWORD)) {
            String console = probe(Runtime.version().feature(), "https", proxy, "", "");

            assertThat(console)
                    .contains(": FAILURE")
                    .contains("asks for a user name and password (status 407); check the proxy settings")
                    .doesNotContain("-Djdk");
            assertNothingWasSubmitted();
        }
    }

    /** The console of a build in another process; the service uses TLS if the scheme is https. */
    private String probe(int java, String scheme, ProxyProcess proxy, String user, String password) throws Exception {
        Optional<Path> home = javaHome(java);
        assumeTrue(home.isPresent(), "no JDK " + java + " below /usr/lib/jvm, and this is Java " + Runtime.version());
        List<String> command =
                new ArrayList<>(List.of(home.get().resolve("bin/java").toString()));
        if (scheme.equals("https")) {
            TestCertificate certificate = TestCertificate.in(directory, "ip:127.0.0.1");
            simulator.close();
            simulator = Simulator.start(
                    SimulatorSettings.builder().tls(certificate.context()).build());
            record = simulator.record();
            command.add("-Djavax.net.ssl.trustStore=" + certificate.store());
            command.add("-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ProxyProbe.class.getName()));
        command.addAll(List.of(
                Files.createDirectory(directory.resolve("home")).toString(),
                simulator.baseUrl().toString(),
                simulator.apiKey(),
                Integer.toString(proxy.port()),
                user,
                password));
        Path output = directory.resolve("probe.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(output)).isTrue();
        return Files.readString(output);
    }

    private static Optional<Path> javaHome(int feature) throws IOException {
        if (Runtime.version().feature() == feature) {
            return Optional.of(Path.of(System.getProperty("java.home")));
        }
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(all)) {
            for (Path home : homes.sorted().toList()) {
                Path release = home.resolve("release");
                if (Files.isReadable(release) && Files.isExecutable(home.resolve("bin/java"))) {
                    Properties facts = new Properties();
                    facts.load(Files.newBufferedReader(release));
                    if (facts.getProperty("JAVA_VERSION", "").startsWith("\"" + feature)) {
                        return Optional.of(home);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
