package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.simulator.TestClient.Answer;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the parameter table at its limits. */
class ParameterTableTest {
    private static final String PNG = base64(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0);
    private static final String JPEG = base64(0xff, 0xd8, 0xff, 0xe0);
    private static final String GIF = base64('G', 'I', 'F', '8', '9', 'a');
    private static final String WEBP = base64('R', 'I', 'F', 'F', 1, 2, 3, 4, 'W', 'E', 'B', 'P');
    private static final String RIFF_ALONE = base64('R', 'I', 'F', 'F', 1, 2, 3, 4, 'W', 'A', 'V', 'E');

    private static Simulator simulator;
    private static TestClient client;

    @BeforeAll
    static void start() throws Exception {
        simulator = Simulator.start(SimulatorSettings.builder().slots(1000).build());
        client = new TestClient(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void defaultsAreFilledIn() throws Exception {
        JobParameters parameters = accepted("{\"prompt\":\"a boat\"}");

        assertThat(parameters.width()).isEqualTo(1024);
        assertThat(parameters.height()).isEqualTo(768);
        assertThat(parameters.promptUpsampling()).isFalse();
        assertThat(parameters.safetyTolerance()).isEqualTo(2);
        assertThat(parameters.outputFormat()).isEqualTo("jpeg");
        assertThat(parameters.imagePromptSha256()).isEmpty();
        assertThat(parameters.seedGiven()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'width':256",
                "'width':1440",
                "'width':1024",
                "'height':256",
                "'height':1440",
                "'seed':0",
                "'seed':-1",
                "'seed':9007199254740993",
                "'seed':-340282366920938463463374607431768211456",
                "'seed':null",
                "'prompt_upsampling':true",
                "'prompt_upsampling':false",
                "'safety_tolerance':0",
                "'safety_tolerance':6",
                "'output_format':'jpeg'",
                "'output_format':'png'",
                "'image_prompt':null",
                "'webhook_url':'http://example.org'",
                "'num_images':{'a':[1]}"
            })
    void acceptsWhatTheTableAllows(String field) throws Exception {
        accepted(("{'prompt':'a'," + field + "}").replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width|255|greater_than_equal",
                "width|224|greater_than_equal",
                "width|1441|less_than_equal",
                "width|1472|less_than_equal",
                "width|1000|multiple_of",
                "width|257|multiple_of",
                "width|0|greater_than_equal",
                "width|-1024|greater_than_equal",
                "width|99999999999999999999|less_than_equal",
                "width|1024.0|int_type",
                "width|1e3|int_type",
                "width|\"1024\"|int_type",
                "width|true|int_type",
                "width|null|int_type",
                "height|255|greater_than_equal",
                "height|1441|less_than_equal",
                "height|1000|multiple_of",
                "height|\"768\"|int_type",
                "seed|1.5|int_type",
                "seed|\"42\"|int_type",
                "seed|[1]|int_type",
                "prompt_upsampling|\"true\"|bool_type",
                "prompt_upsampling|1|bool_type",
                "prompt_upsampling|null|bool_type",
                "safety_tolerance|-1|greater_than_equal",
                "safety_tolerance|7|less_than_equal",
                "safety_tolerance|2.5|int_type",
                "safety_tolerance|\"2\"|int_type",
                "output_format|\"webp\"|enum",
                "output_format|\"PNG\"|enum",
                "output_format|\"jpg\"|enum",
                "output_format|1|string_type",
                "output_format|null|string_type",
                "image_prompt|\"not base64!\"|base64",
                "image_prompt|\"data:image/png;base64,iVBORw0KGgo=\"|base64",
                "image_prompt|\"aGVsbG8gd29ybGQ=\"|image_type",
                "image_prompt|\"\"|image_type",
                "image_prompt|5|string_type"
            })
    void refusesWhatTheTableForbids(String field, String value, String type) throws Exception {
        JsonNode detail = refused("{\"prompt\":\"a\",\"" + field + "\":" + value + "}");

        assertThat(detail).hasSize(1);
        assertThat(detail.at("/0/loc").toString()).isEqualTo("[\"body\",\"" + field + "\"]");
        assertThat(detail.at("/0/msg").asText()).startsWith(field + " must be ");
        assertThat(detail.at("/0/type").asText()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing",
                "{\"prompt\":null}|string_type",
                "{\"prompt\":7}|string_type",
                "{\"prompt\":\"\"}|blank",
                "{\"prompt\":\" \\n\\t\"}|blank"
            })
    void promptIsRequired(String body, String type) throws Exception {
        JsonNode detail = refused(body);

        assertThat(detail.at("/0/loc/1").asText()).isEqualTo("prompt");
        assertThat(detail.at("/0/type").asText()).isEqualTo(type);
    }

    @Test
    void everyBadFieldIsNamed() throws Exception {
        JsonNode detail = refused("{\"width\":1,\"height\":1,\"seed\":\"x\",\"safety_tolerance\":9}");

        assertThat(detail.findValuesAsText("msg"))
                .extracting(message -> message.split(" ")[0])
                .containsExactly("prompt", "width", "height", "seed", "safety_tolerance");
    }

    @Test
    void imagePromptIsAnImageByItsFirstBytes() throws Exception {
        for (String image : new String[] {PNG, JPEG, GIF, WEBP}) {
            assertThat(accepted("{\"prompt\":\"a\",\"image_prompt\":\"" + image + "\"}")
                            .imagePromptSha256())
                    .hasValueSatisfying(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
        }
        assertThat(refused("{\"prompt\":\"a\",\"image_prompt\":\"" + RIFF_ALONE + "\"}")
                        .at("/0/type")
                        .asText())
                .isEqualTo("image_type");
    }

    @Test
    void seedOfAThousandDigitsIsExact() throws Exception {
        String seed = "7".repeat(1000);

        assertThat(accepted("{\"prompt\":\"a\",\"seed\":" + seed + "}").seed()).hasToString(seed);
    }

    @Test
    void badDirectiveInThePromptIsNamed() throws Exception {
        JsonNode detail = refused("{\"prompt\":\"a [[queue=soon]]\"}");

        assertThat(detail.at("/0/loc/1").asText()).isEqualTo("prompt");
        assertThat(detail.at("/0/msg").asText()).contains("queue=soon");
    }

    private static JobParameters accepted(String body) throws Exception {
        Answer answer = client.submit(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        String requestId = answer.json().get("request_id").asText();
        return simulator.record().job(requestId).orElseThrow().parameters();
    }

    private static JsonNode refused(String body) throws Exception {
        int before = simulator.record().submittedCount();
        Answer answer = client.submit(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(simulator.record().submittedCount()).isEqualTo(before);
        return answer.json().get("detail");
    }

    private static String base64(int... bytes) {
        byte[] image = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            image[i] = (byte) bytes[i];
        }
        return Base64.getEncoder().encodeToString(image);
    }
}
