package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The simulator as a process of its own. */
class SimulatorMainTest {
    private static final Pattern READY = Pattern.compile(
            "flux-simulator ready: (http://127\\.0\\.0\\.1:\\d+/model) key (\\S+) \\(images at (\\S+)\\)");
    private static final int SIGTERM_STATUS = 128 + 15;

    @Test
    void startsAnswersAndEndsAtSigterm() throws Exception {
        Process process = start("--port", "0", "--key", "sk-cli", "--queue", "1s", "--run", "0s");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Matcher ready = READY.matcher(out.readLine());
            assertThat(ready.matches()).isTrue();
            assertThat(ready.group(2)).isEqualTo("sk-cli");
            Answer created =
                    TestClient.send(HttpRequest.newBuilder(URI.create(ready.group(1) + "/v1/queue/flux_pro_11"))
                            .header("Authorization", "Bearer sk-cli")
                            .POST(BodyPublishers.ofString("{\"prompt\":\"a boat\"}"))
                            .build());
            assertThat(created.status()).isEqualTo(200);

            // Process.destroy would close the stream that is read below.
            process.toHandle().destroy();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(SIGTERM_STATUS);
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void badOptionEndsWithStatus2() throws Exception {
        Process process = start("--nonsense");

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("flux-simulator: unknown option --nonsense (--help lists the options)\n");
    }

    private static Process start(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorMain.class.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
