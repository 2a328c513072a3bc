package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that finds nothing proves something only if it would find the key. */
class KeySearchTest {

    private static final String KEY = KeyNowhereTest.KEY;
    private static final KeySearch SEARCH = new KeySearch(KEY);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void theSearchFindsTheKeyWhereverItStandsInBase64(int before) {
        String text = "x".repeat(before) + KEY + "y".repeat(5 - before);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(SEARCH.finds("{\"a\": \"" + Base64.getEncoder().encodeToString(bytes) + "\"}"))
                .isTrue();
        assertThat(SEARCH.finds(Base64.getUrlEncoder().withoutPadding().encode(bytes)))
                .isTrue();
    }

    @Test
    void theSearchFindsTheKeyPlainAndEscaped() {
        String json = KEY.chars().mapToObj(c -> String.format("\\u%04X", c)).collect(Collectors.joining());
        String url = KEY.chars().mapToObj(c -> String.format("%%%02x", c)).collect(Collectors.joining());

        for (String form : List.of(KEY, json, url, KEY.replace("\"", "\\\""), KEY.replace("/", "\\/"))) {
            assertThat(SEARCH.finds("before" + form + "behind")).as(form).isTrue();
        }
        assertThat(SEARCH.finds(KEY.substring(1))).isFalse();
    }
}
