package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that end differently than requested, and results that are not as documented. */
class JobFaultTest extends WithSimulator {
    @ParameterizedTest
    @EnumSource(ErrorType.class)
    void jobsFailWithTheTextThatIsGiven(ErrorType type) throws Exception {
        simulator.faults().add(Fault.jobError(type, "no luck"));

        String requestId = client.finish("a boat");

        JsonNode status = client.status(requestId).json();
        assertThat(status.get("error_type").asText()).isEqualTo(type.name());
        assertThat(status.get("error").asText()).isEqualTo("no luck");
        assertThat(simulator.record().job(requestId).orElseThrow().error()).contains(type);
        assertThat(simulator.record().job(requestId).orElseThrow().state()).isEqualTo(JobState.FAILED);
        assertThat(simulator.record().canceledCount()).isZero();
    }

    @Test
    void firstJobFailsAndTheNextOneDoesNot() throws Exception {
        simulator
                .faults()
                .whenPrompt("boat", Fault.jobError(ErrorType.INFERENCE_FAILURE).once());

        assertThat(client.result(client.finish("a tree")).status()).isEqualTo(200);
        assertThat(client.result(client.finish("a boat")).status()).isEqualTo(400);
        assertThat(client.result(client.finish("a boat")).status()).isEqualTo(200);
    }

    @Test
    void latenciesCanBeSetForAJob() throws Exception {
        simulator.faults().whenPrompt("slow", Fault.queue(Duration.ofMinutes(1)));
        simulator.faults().whenPrompt("long", Fault.run(Duration.ofMinutes(1)));

        String slow = client.take("slow boat");
        String longer = client.take("long boat");
        client.finish("a boat");

        simulator.record().awaitState(longer, JobState.RUNNING, TestClient.SOON);
        assertThat(client.status(slow).json().get("status").asText()).isEqualTo("IN_QUEUE");
    }

    @Test
    void jobCompletesBeforeItsCancelArrives() throws Exception {
        simulator.faults().add(Fault.cancelTooLate());
        String queued = client.take("a boat [[queue=1m]]");
        String running = client.take("a boat [[run=1m]]");
        simulator.record().awaitState(running, JobState.RUNNING, TestClient.SOON);

        for (String requestId : new String[] {queued, running}) {
            Answer cancel = client.cancel(requestId);
            assertThat(cancel.status()).isEqualTo(400);
            assertThat(cancel.json().get("status").asText()).isEqualTo("ALREADY_COMPLETED");
            assertThat(client.result(requestId).status()).isEqualTo(200);
        }
        assertThat(simulator.record().canceledCount()).isZero();
    }

    @Test
    void cancelIsAcceptedAndTheJobCompletesAnyway() throws Exception {
        simulator.faults().add(Fault.cancelIgnored());
        String requestId = client.take("a boat [[run=600ms]]");

        assertThat(client.cancel(requestId).status()).isEqualTo(202);
        simulator.record().awaitState(requestId, JobState.SUCCEEDED, TestClient.SOON);
        assertThat(client.result(requestId).status()).isEqualTo(200);
        assertThat(simulator.record().canceledCount()).isZero();
        assertThat(simulator.record().cancelsReceived()).isOne();
    }

    @Test
    void cancelTakesEffectLater() throws Exception {
        simulator.faults().add(Fault.cancelDelayed(Duration.ofMillis(600)));
        String requestId = client.take("a boat [[queue=1m]]");

        assertThat(client.cancel(requestId).status()).isEqualTo(202);
        assertThat(client.status(requestId).json().get("status").asText()).isEqualTo("IN_QUEUE");
        assertThat(client.cancel(requestId).status()).isEqualTo(202);
        simulator.record().awaitState(requestId, JobState.CANCELED, TestClient.SOON);
        assertThat(client.status(requestId).json().get("error_type").asText()).isEqualTo("CANCELED");
        assertThat(client.cancel(requestId).status()).isEqualTo(400);
        assertThat(simulator.record().canceledCount()).isOne();
    }

    @ParameterizedTest
    @EnumSource(ResultShape.class)
    void resultsHaveOtherShapes(ResultShape shape) throws Exception {
        simulator.faults().add(Fault.resultShape(shape), Fault.outputs(2));
        String requestId = client.finish("a boat");

        JsonNode result = client.result(requestId).json();

        assertThat(result.get("request_id").asText()).isEqualTo(requestId);
        switch (shape) {
            case OUTPUTS -> assertIsImage(result.at("/outputs/1/url").asText());
            case IMAGES -> {
                assertIsImage(result.at("/images/1/url").asText());
                assertThat(result.get("seed").isIntegralNumber()).isTrue();
            }
            case OUTPUT_STRINGS -> assertIsImage(result.at("/output/1").asText());
            case OUTPUT_OBJECTS -> assertIsImage(result.at("/output/1/url").asText());
            case RESULT_SAMPLE -> assertIsImage(result.at("/result/sample").asText());
            case DATA_URL -> assertIsImage(result.at("/data/1/url").asText());
            case DATA_BASE64 ->
                assertIsJpeg(
                        Base64.getDecoder().decode(result.at("/data/1/b64_json").asText()));
            case DATA_URI -> assertIsDataUri(result.at("/outputs/1/url").asText());
            case CONTENT_DATA_URI ->
                assertIsDataUri(result.at("/outputs/1/content").asText());
            case UNKNOWN -> {
                assertIsImage(result.at("/picture/at/href").asText());
                assertThat(result.size()).isEqualTo(2);
            }
        }
    }

    @Test
    void severalOutputsAreSeveralImages() throws Exception {
        simulator.faults().add(Fault.outputs(3));

        JsonNode outputs = client.result(client.finish("a boat")).json().get("outputs");

        assertThat(outputs).hasSize(3);
        assertThat(outputs.findValuesAsText("file_name")).containsExactly("flux-0.jpg", "flux-1.jpg", "flux-2.jpg");
        byte[] first = TestClient.get(URI.create(outputs.at("/0/url").asText())).bytes();
        byte[] second =
                TestClient.get(URI.create(outputs.at("/1/url").asText())).bytes();
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void imageHasAnotherSizeThanRequested() throws Exception {
        simulator.faults().add(Fault.imageSize(100, 50));

        JsonNode output = client.result(client.finish("a boat")).json().at("/outputs/0");

        assertThat(output.get("width").intValue()).isEqualTo(256);
        BufferedImage image =
                decode(TestClient.get(URI.create(output.get("url").asText())).bytes());
        assertThat(image.getWidth()).isEqualTo(100);
        assertThat(image.getHeight()).isEqualTo(50);
    }

    @Test
    void largeImageIsComplete() throws Exception {
        simulator.faults().add(Fault.largeImage(1_000_000));

        byte[] bytes = TestClient.get(client.imageOf("a boat")).bytes();

        assertThat(bytes).hasSizeGreaterThan(1_000_000);
        assertThat(isDecodable(bytes)).isTrue();
    }

    @Test
    void corruptImageBeginsLikeAnImageButCannotBeDecoded() throws Exception {
        simulator.faults().add(Fault.corruptImage());

        byte[] bytes = TestClient.get(client.imageOf("a boat")).bytes();

        assertThat(bytes).startsWith(0xff, 0xd8, 0xff);
        assertThat(isDecodable(bytes)).isFalse();
    }

    @Test
    void createAnswerNamesForeignOrigins() throws Exception {
        simulator.faults().whenPrompt("all", Fault.foreignLinks());
        simulator.faults().whenPrompt("one", Fault.foreignLinks(Operation.CANCEL));
        String foreign = simulator.imageHost() + "/";

        JsonNode all = client.submitPrompt("all").json();
        JsonNode one = client.submitPrompt("one").json();

        assertThat(all.get("status_url").asText()).startsWith(foreign);
        assertThat(all.get("response_url").asText()).startsWith(foreign);
        assertThat(all.get("cancel_url").asText()).startsWith(foreign);
        assertThat(one.get("cancel_url").asText()).startsWith(foreign);
        assertThat(one.get("status_url").asText())
                .startsWith(simulator.baseUrl().toString());
    }

    @ParameterizedTest
    @EnumSource(ForeignImageUrl.class)
    void resultsNameUrlsThatMustNotBeFetched(ForeignImageUrl url) throws Exception {
        simulator.faults().add(Fault.imageUrl(url));

        assertThat(client.imageOf("a boat")).isEqualTo(url.uri());
    }

    @Test
    void imageUrlEndsAfterATimeAndTheResultNamesAFreshOne() throws Exception {
        simulator.faults().add(Fault.imageExpiresAfter(Duration.ofMillis(800)));
        String requestId = client.finish("a boat");
        URI first = client.imageUrl(requestId);
        assertThat(TestClient.get(first).status()).isEqualTo(200);
        assertThat(client.imageUrl(requestId)).isEqualTo(first);

        URI fresh = client.imageUrl(requestId);
        while (fresh.equals(first)) {
            Thread.onSpinWait();
            fresh = client.imageUrl(requestId);
        }

        assertThat(TestClient.get(first).status()).isEqualTo(404);
        assertThat(TestClient.get(fresh).status()).isEqualTo(200);
    }

    @Test
    void imageUrlEndsAfterDownloadsAndTheResultNamesAFreshOne() throws Exception {
        simulator.faults().add(Fault.imageExpiresAfterDownloads(1));
        String requestId = client.finish("a boat");
        URI first = client.imageUrl(requestId);

        assertThat(TestClient.get(first).status()).isEqualTo(200);
        assertThat(TestClient.get(first).status()).isEqualTo(410);
        URI fresh = client.imageUrl(requestId);
        assertThat(fresh).isNotEqualTo(first);
        assertThat(TestClient.get(fresh).status()).isEqualTo(200);
    }

    private static void assertIsImage(String url) throws Exception {
        Answer image = TestClient.get(URI.create(url));
        assertThat(image.status()).isEqualTo(200);
        assertIsJpeg(image.bytes());
    }

    private static void assertIsDataUri(String uri) throws Exception {
        assertThat(uri).startsWith("data:image/jpeg;base64,");
        assertIsJpeg(Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1)));
    }

    private static void assertIsJpeg(byte[] bytes) throws Exception {
        assertThat(decode(bytes).getWidth()).isEqualTo(256);
    }

    private static boolean isDecodable(byte[] bytes) {
        try {
            return decode(bytes) != null;
        } catch (Exception e) {
            return false;
        }
    }

    private static BufferedImage decode(byte[] bytes) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }
}
