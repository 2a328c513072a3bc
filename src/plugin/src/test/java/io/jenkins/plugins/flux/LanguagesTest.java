package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text exists in every language, says the same as far as that can be checked, and is UTF-8, as Jenkins reads it.
 */
class LanguagesTest {

    private static final Path PACKAGE = Path.of("src/main/resources/io/jenkins/plugins/flux");
    private static final List<String> LANGUAGES = List.of("ru", "zh_CN");

    private static final Pattern LOCALISED = Pattern.compile(".*_(ru|zh_CN)\\.(properties|html)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
    /** What must not be translated: code, numbers from two digits on, and the names of kinds. */
    private static final Pattern TECHNICAL = Pattern.compile("<code>[^<]*</code>|<pre>[^<]*</pre>|\\d{2,}|Secret text");

    private static final Pattern LATIN_ONLY = Pattern.compile("\\p{ASCII}*");

    static Stream<Arguments> texts() throws IOException {
        return inEveryLanguage(".properties");
    }

    static Stream<Arguments> help() throws IOException {
        return inEveryLanguage(".html");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void hasTheSameKeysAndPlaceholders(Path english, Path translated) throws IOException {
        ResourceBundle from = read(english);
        ResourceBundle to = read(translated);

        assertThat(to.keySet()).as("keys of %s", translated).isEqualTo(from.keySet());
        for (String key : from.keySet()) {
            String text = to.getString(key);
            assertThat(all(PLACEHOLDER, text)).as(key).isEqualTo(all(PLACEHOLDER, from.getString(key)));
            assertThat(text).as(key).isNotBlank();
            assertThatCode(() -> new MessageFormat(text)).as(key).doesNotThrowAnyException();
            if (text.contains("{0}")) {
                assertThat(text.replace("''", "")).as("quotes of %s", key).doesNotContain("'");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("help")
    void saysTheSame(Path english, Path translated) throws IOException {
        String from = Files.readString(english);
        String to = Files.readString(translated);

        assertThat(all(TECHNICAL, to)).as("code and numbers of %s", translated).isEqualTo(all(TECHNICAL, from));
        assertThat(to.split("<p>|<li>|<pre>", -1)).hasSameSizeAs(from.split("<p>|<li>|<pre>", -1));
        assertThat(LATIN_ONLY.matcher(to).matches())
                .as("%s is translated", translated)
                .isFalse();
    }

    @Test
    void noTranslationIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.walk(PACKAGE)) {
            assertThat(files.filter(file -> LOCALISED.matcher(file.toString()).matches()))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Path.of(file.toString().replaceFirst("_(ru|zh_CN)\\.", ".")))
                            .exists());
        }
    }

    @Test
    void messagesAreFoundByTheirLocale() {
        ResourceBundle russian =
                ResourceBundle.getBundle("io.jenkins.plugins.flux.Messages", Locale.forLanguageTag("ru"));
        ResourceBundle chinese =
                ResourceBundle.getBundle("io.jenkins.plugins.flux.Messages", Locale.forLanguageTag("zh-CN"));

        assertThat(russian.getString("GeneratedImagesAction.displayName")).isEqualTo("Сгенерированные изображения");
        assertThat(chinese.getString("GeneratedImagesAction.displayName")).isEqualTo("生成的图像");
    }

    private static Stream<Arguments> inEveryLanguage(String extension) throws IOException {
        try (Stream<Path> files = Files.walk(PACKAGE)) {
            return files
                    .filter(file -> file.toString().endsWith(extension)
                            && !LOCALISED.matcher(file.toString()).matches())
                    .sorted()
                    .flatMap(file -> LANGUAGES.stream()
                            .map(language -> Arguments.of(
                                    file, Path.of(file.toString().replace(extension, "_" + language + extension)))))
                    .toList()
                    .stream();
        }
    }

    /** Reads a file as Java and Stapler do: UTF-8. */
    private static ResourceBundle read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new PropertyResourceBundle(bytes);
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(found -> found.replaceAll("\\s+", " "))
                .sorted()
                .toList();
    }
}
