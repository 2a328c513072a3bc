package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
    private static final String SECRET = "sk-odi/Ab+12=\"x\\y%z";

    private final ApiKey key = ApiKey.of(SECRET);

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", "\n"})
    void givenNoKey_thenRefused(String text) {
        assertThatThrownBy(() -> ApiKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The API key is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secret\n", "secret\r\nX-Evil: 1", " secret", "sec ret", "sécret", "secret\u0000", "secret\u007f"
            })
    void givenAKeyThatAHeaderCannotContain_thenRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> ApiKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("cret")
                .hasNoCause();
    }

    @Test
    void whenShown_thenItIsMasked() {
        assertThat(key).hasToString("ApiKey(****)");
        assertThat(key.hashCode()).isEqualTo(System.identityHashCode(key));
        assertThat(key).isNotEqualTo(ApiKey.of(SECRET));
    }

    @Test
    void whenCompared_thenTheSameTextIsTheSameKey() {
        assertThat(key.isSameAs(ApiKey.of(SECRET))).isTrue();
        assertThat(key.isSameAs(ApiKey.of(SECRET + "x"))).isFalse();
        assertThat(key.isSameAs(ApiKey.of("sk-rotated"))).isFalse();
    }

    @Test
    void whenSerialized_thenNothingOfItIs() {
        assertThat(key).isNotInstanceOf(Serializable.class);
        assertThat(Arrays.stream(ApiKey.class.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                        .map(Field::getModifiers))
                .allMatch(Modifier::isTransient);
    }

    @Test
    void whenSent_thenAsBearer() {
        assertThat(key.authorization()).isEqualTo("Bearer " + SECRET);
    }

    @Test
    void givenTheKeyInPlainText_thenRedacted() {
        assertThat(key.redact("key " + SECRET + ", again:" + SECRET + SECRET)).isEqualTo("key ****, again:********");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "Bearer ", "user:"})
    void givenTheKeyInBase64_whateverSurroundsIt_thenRedacted(String before) {
        for (String after : new String[] {"", "z", "zz", "zzz"}) {
            byte[] text = (before + SECRET + after).getBytes(StandardCharsets.UTF_8);
            for (String encoded : new String[] {
                Base64.getEncoder().encodeToString(text),
                Base64.getUrlEncoder().withoutPadding().encodeToString(text)
            }) {
                String redacted = key.redact("<" + encoded + ">");

                assertThat(redacted).contains("****").hasSizeLessThan(before.length() * 2 + after.length() * 2 + 20);
            }
        }
    }

    @Test
    void givenTheKeyEncodedForAUrl_thenRedacted() {
        String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);

        assertThat(key.redact("?key=" + encoded + "&x")).isEqualTo("?key=****&x");
        assertThat(key.redact("?key=" + encoded.toLowerCase(Locale.ROOT).replace("sk-odi%2fab", "sk-odi%2fAb")))
                .isEqualTo("?key=****");
    }

    @Test
    void givenTheKeyEscapedForJson_thenRedactedAndTheJsonStaysValid() throws IOException {
        String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(SECRET));

        assertThat(key.redact("{\"key\":\"" + escaped + "\"}")).isEqualTo("{\"key\":\"****\"}");
        assertThat(key.redact("{\"key\":\"" + escaped.replace("/", "\\/") + "\"}"))
                .isEqualTo("{\"key\":\"****\"}");
        assertThat(key.redact("{\"path\":\"C:\\\\" + escaped + "\"}")).isEqualTo("{\"path\":\"C:\\\\****\"}");
    }

    @Test
    void givenTheKeyInUnicodeEscapes_thenRedacted() {
        StringBuilder escaped = new StringBuilder();
        SECRET.chars().forEach(character -> escaped.append(String.format("\\u%04X", character)));

        assertThat(key.redact("\"" + escaped + "\"")).isEqualTo("\"****\"");
    }

    @Test
    void givenTheKeyEscapedTwice_thenRedacted() {
        String unicode =
                SECRET.chars().mapToObj(c -> String.format("\\\\u%04x", c)).collect(Collectors.joining());
        String percent =
                SECRET.chars().mapToObj(c -> String.format("%%25%02x", c)).collect(Collectors.joining());

        assertThat(key.redact("{\"text\":\"<" + unicode + ">\"}")).isEqualTo("{\"text\":\"<****>\"}");
        assertThat(key.redact("?next=" + percent)).isEqualTo("?next=****");
    }

    @Test
    @Timeout(10)
    void givenAMebibyteOfWhatMayBeginAnEscape_thenTheSearchDoesNotTakeLong() {
        for (String beginning : List.of("\\", "%", "%25", "\\u00", SECRET.substring(0, SECRET.length() - 1))) {
            String text = beginning.repeat(1024 * 1024 / beginning.length());

            assertThat(key.redact(text)).isEqualTo(text);
        }
    }

    @Test
    void givenTextWithoutTheKey_thenItIsUnchanged() {
        assertThat(key.redact("sk-odi/Ab+12 and more")).isEqualTo("sk-odi/Ab+12 and more");
    }

    @Test
    void givenAShortKey_thenItIsRedactedOnlyWhereItStandsAlone() {
        ApiKey shortKey = ApiKey.of("ima");

        assertThat(shortKey.redact("{\"images\":[\"ima\"]} Bearer ima"))
                .isEqualTo("{\"images\":[\"****\"]} Bearer ****");
    }

    @Test
    void givenAFailureThatQuotesTheKey_thenItIsFound() {
        assertThat(key.isIn(new IOException("a", new IOException("line: " + SECRET))))
                .isTrue();
        assertThat(key.isIn(new IOException("a", new IOException("b")))).isFalse();
    }
}
