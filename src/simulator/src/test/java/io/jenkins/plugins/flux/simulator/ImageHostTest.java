package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rendered files as callers get them. */
class ImageHostTest extends WithSimulator {
    @Test
    void imageCanBeRequestedWithHead() throws Exception {
        URI url = client.imageOf("a boat");

        Answer head = TestClient.send(HttpRequest.newBuilder(url)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(5))
                .build());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("content-length"))
                .isEqualTo(Integer.toString(TestClient.get(url).bytes().length));
    }

    @Test
    void imageUrlsCannotBeGuessed() throws Exception {
        String first = client.imageOf("a boat").getPath();
        String second = client.imageOf("a boat").getPath();

        assertThat(first).matches("/[0-9a-f]{32}/flux-0\\.jpg").isNotEqualTo(second);
        assertThat(TestClient.get(simulator.imageHost().resolve(first.replace("flux-0", "flux-1")))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void sameParametersGiveTheSameFileAndOthersAnother() throws Exception {
        String image = Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0});
        String parameters = "\"prompt\":\"a boat\",\"seed\":7,\"width\":256,\"height\":256";
        byte[] first = file(parameters);

        assertThat(file(parameters)).isEqualTo(first);
        assertThat(file(parameters + ",\"safety_tolerance\":5,\"anything\":1")).isEqualTo(first);
        for (String other : new String[] {
            parameters.replace("boat", "ship"),
            parameters.replace("7", "8"),
            parameters.replace("\"width\":256", "\"width\":288"),
            parameters + ",\"prompt_upsampling\":true",
            parameters + ",\"image_prompt\":\"" + image + "\"",
            parameters + ",\"output_format\":\"png\""
        }) {
            assertThat(file(other)).as(other).isNotEqualTo(first);
        }
    }

    @Test
    void seedOfTheSettingsMakesDrawnSeedsRepeatable() throws Exception {
        List<BigInteger> seeds = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (Simulator seeded =
                    Simulator.start(SimulatorSettings.builder().seed(5).build())) {
                new TestClient(seeded).take("a boat");
                seeds.add(seeded.record().jobs().get(0).parameters().seed());
            }
        }
        assertThat(seeds.get(0)).isEqualTo(seeds.get(1));
    }

    private byte[] file(String parameters) throws Exception {
        String requestId =
                client.submit("{" + parameters + "}").json().get("request_id").asText();
        simulator.record().awaitState(requestId, JobState.SUCCEEDED, TestClient.SOON);
        return TestClient.get(client.imageUrl(requestId)).bytes();
    }
}
