package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutOptionsTheDefaultsHold() {
        SimulatorSettings settings = CommandLine.parse();

        assertThat(settings.port()).isEqualTo(8188);
        assertThat(settings.imagePort()).isZero();
        assertThat(settings.keys()).extracting(ApiKey::value).containsExactly(SimulatorSettings.DEFAULT_KEY);
        assertThat(settings.models()).containsExactly("flux_pro_11");
        assertThat(settings.queueLatency()).isEqualTo(Latency.parse("0.5s..2s"));
        assertThat(settings.runLatency()).isEqualTo(Latency.parse("1s..4s"));
        assertThat(settings.promptDirectives()).isTrue();
    }

    @Test
    void everyOptionIsRead() {
        SimulatorSettings settings = CommandLine.parse(
                "--port",
                "0",
                "--image-port=9001",
                "--key",
                "sk-1",
                "--key",
                "sk-2",
                "--expired-key",
                "sk-3",
                "--no-balance-key",
                "sk-4",
                "--model",
                "a",
                "--model",
                "b",
                "--queue",
                "1s",
                "--run=2s~0.5",
                "--seed",
                "-7",
                "--slots",
                "3",
                "--fault",
                "submit=429,times=2 gzip",
                "--fault=queue=1s",
                "--max-body",
                "1000",
                "--history",
                "10",
                "--no-directives");

        assertThat(settings.port()).isZero();
        assertThat(settings.imagePort()).isEqualTo(9001);
        assertThat(settings.keys()).extracting(ApiKey::value).containsExactly("sk-1", "sk-2", "sk-3", "sk-4");
        assertThat(settings.keys())
                .extracting(ApiKey::state)
                .containsExactly(ApiKey.State.VALID, ApiKey.State.VALID, ApiKey.State.EXPIRED, ApiKey.State.NO_BALANCE);
        assertThat(settings.models()).containsExactlyInAnyOrder("a", "b");
        assertThat(settings.queueLatency()).isEqualTo(Latency.fixed(Duration.ofSeconds(1)));
        assertThat(settings.runLatency()).isEqualTo(Latency.parse("2s~0.5"));
        assertThat(settings.seed()).hasValue(-7);
        assertThat(settings.slots()).isEqualTo(3);
        assertThat(settings.faults()).hasSize(3);
        assertThat(settings.maxRequestBytes()).isEqualTo(1000);
        assertThat(settings.historyLimit()).isEqualTo(10);
        assertThat(settings.promptDirectives()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--unknown",
                "--unknown=1",
                "port",
                "--port",
                "--port=x",
                "--port=99999",
                "--port=4294967296",
                "--slots=0",
                "--queue=soon",
                "--run=",
                "--fault=nonsense",
                "--key=a b",
                "--seed=1.5",
                "--model=a/b"
            })
    void badOptionsAreNamedAndEndWithStatus2(String option) {
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.parse(option));
        assertThat(run(option)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("flux-simulator: ")
                .contains("--help")
                .hasLineCount(1);
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpNamesEveryOptionAndFault(String option) {
        assertThat(run(option)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--port", "--image-port", "--key", "--expired-key", "--no-balance-key", "--model", "--slots")
                .contains("--queue", "--run", "--seed", "--fault", "--max-body", "--history", "--no-directives")
                .contains("queue=", "run=", "error=", "cancel-too-late", "cancel-ignored", "cancel-delay=", "shape=")
                .contains(
                        "outputs=",
                        "image-size=",
                        "image-bytes=",
                        "image-corrupt",
                        "foreign-links",
                        "image-url=",
                        "expires=")
                .contains("expires-downloads=", "echo-key=", "lost-before", "lost-after", "body=", "gzip", "slow=")
                .contains("stall=", "stall-headers", "truncate=", "oversize=", "content-length=", "redirect=")
                .contains("/simulator/record", "/simulator/reset", "/simulator/faults");
    }

    @Test
    void portInUseEndsWithStatus1() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            int port = simulator.baseUrl().getPort();

            assertThat(run("--port", Integer.toString(port))).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("port " + port);
        }
    }

    private int run(String... options) {
        return new SimulatorMain(new PrintStream(out, true), new PrintStream(err, true)).run(options);
    }
}
