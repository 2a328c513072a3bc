package io.jenkins.plugins.flux.queue;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.simulator.Exchange;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with an image prompt is sent completely, although it is never completely in memory. */
@Timeout(20)
class SubmitBodyTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    @TempDir
    Path directory;

    private Simulator simulator;
    private QueueClient client;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start();
        client = new QueueClient(new QueueEndpoint(simulator.baseUrl(), "flux_pro_11"), HttpAccess.direct());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Path image(int bytes) throws IOException {
        byte[] image = new byte[bytes];
        new Random(bytes).nextBytes(image);
        System.arraycopy(PNG, 0, image, 0, PNG.length);
        return Files.write(directory.resolve("a.png"), image);
    }

    private static ImageRequest request() {
        return ImageRequest.of(Map.of(PROMPT, "a \"fox\" 🦊", WIDTH, 256, HEIGHT, 256));
    }

    private QueuedJob submit(ImageRequest request) throws Exception {
        return client.submit(request, ApiKey.of(simulator.apiKey())).get();
    }

    /** Sizes just below and above multiples of the piece size. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 49_151, 49_152, 49_153, 98_304, 300_000})
    void givenAnImagePrompt_thenItArrivesUnchanged(int bytes) throws Exception {
        Path image = image(bytes);

        submit(request().withImagePrompt(image));

        Exchange sent = simulator.record().exchanges(Operation.SUBMIT).get(0);
        var json = new ObjectMapper().readTree(sent.body());
        assertThat(Base64.getDecoder().decode(json.get("image_prompt").asText()))
                .isEqualTo(Files.readAllBytes(image));
        assertThat(json.get("prompt").asText()).isEqualTo("a \"fox\" 🦊");
        assertThat(sent.header("content-length"))
                .contains(Integer.toString(sent.body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length));
    }

    @Test
    void givenTheLargestImagePrompt_thenItIsAccepted() throws Exception {
        submit(request().withImagePrompt(image(ParameterRules.MAX_IMAGE_PROMPT_BYTES)));

        assertThat(simulator.record().jobs()).hasSize(1);
    }

    @Test
    void givenAnImagePromptThatIsGone_thenNoCallIsMade() {
        assertThatThrownBy(() -> submit(request().withImagePrompt(directory.resolve("gone.png"))))
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining("the image prompt could not be read");
        assertThat(simulator.record().exchanges()).isEmpty();
    }
}
