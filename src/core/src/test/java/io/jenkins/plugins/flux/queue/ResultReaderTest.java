package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes in which results name their images. */
class ResultReaderTest {
    private static final byte[] FILE = new byte[120];
    private static final String BASE64 = Base64.getEncoder().encodeToString(FILE);
    private static final String URL = "https://cdn.example/a.jpg";

    @Test
    void givenTheDocumentedShape_thenEveryClaimIsRead() {
        JobResult result = read("""
                {"request_id": "mmsu_1", "outputs": [
                   {"type": "image", "url": "https://cdn.example/a.jpg?sig=1", "content_type": "image/jpeg",
                    "file_name": "../a.jpg", "width": 1024, "height": 768, "file_size": 3000000000, "new": []},
                   {"type": "image", "url": "https://cdn.example/b.jpg", "content_type": null, "width": null}],
                 "metadata": {"seed": 7, "ratio": 1.50}}""").orElseThrow();

        assertThat(result.requestId()).isEqualTo("mmsu_1");
        assertThat(result.outputs())
                .containsExactly(
                        new OutputImage.Remote(
                                URI.create("https://cdn.example/a.jpg?sig=1"),
                                Optional.of("image/jpeg"),
                                OptionalInt.of(1024),
                                OptionalInt.of(768),
                                OptionalLong.of(3_000_000_000L)),
                        remote("https://cdn.example/b.jpg"));
        assertThat(result.seed()).contains(BigInteger.valueOf(7));
        assertThat(result.metadataJson()).isEqualTo("{\"seed\":7,\"ratio\":1.50}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'outputs': [{'url': 'https://cdn.example/a.jpg'}]}",
                "{'outputs': {'url': 'https://cdn.example/a.jpg'}}",
                "{'outputs': [{'type': 'image/jpeg', 'url': 'https://cdn.example/a.jpg'}]}",
                "{'images': [{'url': 'https://cdn.example/a.jpg'}]}",
                "{'images': ['https://cdn.example/a.jpg']}",
                "{'image': {'url': 'https://cdn.example/a.jpg'}}",
                "{'output': ['https://cdn.example/a.jpg']}",
                "{'output': [{'url': 'https://cdn.example/a.jpg'}]}",
                "{'output': 'https://cdn.example/a.jpg'}",
                "{'output': {'images': [{'image_url': 'https://cdn.example/a.jpg'}]}}",
                "{'result': {'sample': 'https://cdn.example/a.jpg'}}",
                "{'status': 'Ready', 'result': {'sample': 'https://cdn.example/a.jpg', 'prompt': 'a fox'}}",
                "{'data': [{'url': 'https://cdn.example/a.jpg', 'b64_json': null}]}",
                "{'data': {'outputs': ['https://cdn.example/a.jpg']}}",
                "{'response': {'images': [{'url': 'https://cdn.example/a.jpg'}]}}",
                "{'outputs': null, 'images': [], 'output': ['https://cdn.example/a.jpg']}",
                "{'outputs': [{'type': 'text', 'url': 'https://cdn.example/t.txt'}, {'url': 'https://cdn.example/a.jpg'}]}",
                "{'outputs': [{'type': 'image_url', 'image_url': {'url': 'https://cdn.example/a.jpg'}}]}",
            })
    void givenAShapeOfAProvider_thenTheImageIsFound(String body) {
        assertThat(read(body.replace('\'', '"')).orElseThrow().outputs()).containsExactly(remote(URL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data': [{'b64_json': '%s'}]}",
                "{'images': [{'base64': '%s'}]}",
                "{'output': ['%s']}",
                "{'images': ['%s']}",
                "{'result': {'image': '%s'}}",
                "{'outputs': [{'content': 'data:image/png;base64,%s'}]}",
                "{'outputs': [{'url': 'data:image/png;base64,%s'}]}",
                "{'output': 'data:image/png;name=a;base64,%s'}",
                "{'output': 'DATA:image/png;BASE64,%s'}",
            })
    void givenAnImageWithinTheResult_thenItsBytes(String body) throws IOException {
        OutputImage image = read(String.format(body.replace('\'', '"'), BASE64))
                .orElseThrow()
                .outputs()
                .get(0);

        assertThat(image).isInstanceOfSatisfying(OutputImage.Inline.class, inline -> {
            assertThat(inline.size()).isEqualTo(FILE.length);
            assertThat(bytes(inline)).isEqualTo(FILE).isEqualTo(bytes(inline));
            assertThat(inline).hasToString("Inline[120 bytes]");
        });
        boolean isDataUri = body.toLowerCase(java.util.Locale.ROOT).contains("data:image");
        assertThat(image.contentType()).isEqualTo(isDataUri ? Optional.of("image/png") : Optional.empty());
    }

    @Test
    void givenBase64WithLineBreaks_thenItsBytes() {
        String wrapped = Base64.getMimeEncoder().encodeToString(FILE).replace("\r\n", "\\r\\n");

        assertThat(read("{\"data\": [{\"b64_json\": \"" + wrapped + "\"}]}")).isPresent();
    }

    @Test
    void givenSeveralImages_thenTheyKeepTheirOrder() {
        assertThat(
                        read("{\"images\": [\"https://cdn.example/1\", {\"url\": \"https://cdn.example/2\"}, \"https://cdn.example/3\"]}")
                                .orElseThrow()
                                .outputs())
                .extracting(Object::toString)
                .containsExactly(
                        "Remote[https://cdn.example/1]",
                        "Remote[https://cdn.example/2]",
                        "Remote[https://cdn.example/3]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'outputs': []}",
                "{'outputs': null}",
                "{'outputs': [null]}",
                "{'outputs': [{}]}",
                "{'outputs': [{'url': null}]}",
                "{'outputs': [{'url': 'not-a-url'}]}",
                "{'outputs': [{'url': 'https://[broken/'}]}",
                "{'outputs': [{'type': 'video', 'url': 'https://cdn.example/a.mp4'}]}",
                "{'output': 'done'}",
                "{'output': 7}",
                "{'output': 'data:image/png,plain'}",
                "{'output': 'data:image/png;base64,###'}",
                "{'output': 'data:image/png;base64,a'}",
                "{'output': 'a sentence that is long enough to be an image, but that has a comma in it'}",
                "{'a': {'b': {'url': 'https://cdn.example/a.jpg'}}}",
                "{'output': [[[[[['https://cdn.example/a.jpg']]]]]]}",
                "{'output': [[[[[[{}]]]]]]}",
            })
    void givenNoImageInAnyKnownPlace_thenNothing(String body) {
        assertThat(read(body.replace('\'', '"'))).isEmpty();
    }

    @Test
    void givenClaimsThatAreNoNumbers_thenTheyAreIgnored() {
        assertThat(read("{\"outputs\": [{\"url\": \"" + URL
                                + "\", \"width\": 99999999999, \"height\": -1, \"file_size\": 1e40, \"content_type\": 5}]}")
                        .orElseThrow()
                        .outputs())
                .containsExactly(remote(URL));
    }

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example/a b|c.jpg?x={1}, https://cdn.example/a%20b%7Cc.jpg?x=%7B1%7D",
        "https://cdn.example/ä.jpg, https://cdn.example/%C3%A4.jpg",
        "https://cdn.example/a%20b.jpg, https://cdn.example/a%20b.jpg",
        "ftp://cdn.example/a.jpg, ftp://cdn.example/a.jpg",
        "file:///etc/passwd, file:///etc/passwd",
    })
    void givenAnAddressAsServersWriteIt_thenItIsAnAddress(String url, String address) {
        assertThat(read("{\"output\": \"" + url + "\"}").orElseThrow().outputs())
                .containsExactly(remote(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'output': '%1$s', 'seed': %2$s}",
                "{'output': '%1$s', 'seed': null, 'metadata': {'seed': %2$s}}",
                "{'result': {'sample': '%1$s', 'seed': %2$s}}",
                "{'outputs': [{'url': '%1$s', 'seed': %2$s}]}",
                "{'images': [{'url': '%1$s', 'seed': '%2$s'}]}",
                "{'output': [{'url': '%1$s', 'seed': %2$s}]}",
                "{'output': {'url': '%1$s', 'seed': %2$s}}",
                "{'data': [{'url': '%1$s', 'seed': %2$s}]}",
                "{'output': '%1$s', 'seed': 1.5, 'parameters': {'seed': %2$s}}",
                "{'output': '%1$s', 'seed': 'random', 'metadata': {'parameters': {'seed': %2$s}}}",
            })
    void givenASeedAnywhere_thenItIsExact(String body) {
        for (String seed : List.of("9007199254740993", "-7", "123456789012345678901234567890", "9".repeat(1000))) {
            assertThat(read(String.format(body.replace('\'', '"'), URL, seed))
                            .orElseThrow()
                            .seed())
                    .contains(new BigInteger(seed));
        }
    }

    @Test
    void givenASeedThatAJournalCannotReadBack_thenNone() {
        for (String seed : List.of("9".repeat(1001), "\"-" + "9".repeat(1001) + "\"")) {
            JobResult result = read("{\"output\": \"" + URL + "\", \"seed\": " + seed + "}")
                    .orElseThrow();

            assertThat(result.seed()).isEmpty();
        }
    }

    @Test
    void givenNoSeed_thenNone() {
        JobResult result =
                read("{\"output\": \"" + URL + "\", \"metadata\": [1]}").orElseThrow();

        assertThat(result.seed()).isEmpty();
        assertThat(result.metadataJson()).isEqualTo("{}");
        assertThat(result).hasToString("JobResult[mmsu_1, 1 image(s)]");
    }

    @Test
    void givenAResult_thenTheRawJsonIsKeptWhole() {
        String body = "{ \"output\" : \"" + URL + "\", \"n\": 1.000, \"long\": \"" + "x".repeat(5000) + "\" }";

        assertThat(read(body).orElseThrow().rawJson()).isEqualTo(body);
    }

    private static Optional<JobResult> read(String body) {
        return ResultReader.read("mmsu_1", Json.readObject(body).orElseThrow(), body);
    }

    private static OutputImage remote(String url) {
        return new OutputImage.Remote(
                URI.create(url), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
    }

    private static byte[] bytes(OutputImage.Inline inline) {
        try (InputStream in = inline.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
