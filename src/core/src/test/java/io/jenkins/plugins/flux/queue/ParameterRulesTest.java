package io.jenkins.plugins.flux.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's parameter table, row by row, at its limits. */
class ParameterRulesTest {
    private static final String SIZE_RULE = "a multiple of 32 from 256 to 1440";
    private static final String TOLERANCE_RULE = "a whole number from 0 (strictest) to 6";

    // prompt

    @Test
    void givenAPrompt_thenItIsKeptExactly() {
        assertThat(ParameterRules.PROMPT.read("  Ein Füchslein 🦊\n\"quoted\"  "))
                .isEqualTo("  Ein Füchslein 🦊\n\"quoted\"  ");
        assertThat(ParameterRules.PROMPT.read(new StringBuilder("a fox"))).isEqualTo("a fox");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  \n"})
    void givenNoPrompt_thenItIsMissing(String prompt) {
        InvalidParameterException refused = refusal(() -> ParameterRules.PROMPT.read(prompt));

        assertThat(refused).hasMessage("prompt: is missing; it must be text that is not blank");
        assertThat(refused.field()).isEqualTo("prompt");
        assertThat(refused.value()).isEmpty();
    }

    @Test
    void givenAPromptThatIsNotText_thenRefused() {
        assertRefused("prompt", "42", "text that is not blank", () -> ParameterRules.PROMPT.read(42));
    }

    @Test
    void givenAPromptThatIsNotUnicode_thenRefused() {
        assertRefused(
                "prompt",
                "half a",
                "text without broken Unicode characters",
                () -> ParameterRules.PROMPT.read("half a \ud83e"));
    }

    // width and height

    @Test
    void givenNoSize_thenTheServicesDefaults() {
        assertThat(ParameterRules.WIDTH.read(null)).isEqualTo(1024);
        assertThat(ParameterRules.WIDTH.read(" ")).isEqualTo(1024);
        assertThat(ParameterRules.HEIGHT.read(null)).isEqualTo(768);
        assertThat(ParameterRules.HEIGHT.read("")).isEqualTo(768);
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 288, 1024, 1408, 1440})
    void givenASizeWithinTheLimits_thenItIsAcceptedInEveryType(int size) {
        for (Object written : List.of(
                size, (long) size, BigInteger.valueOf(size), String.valueOf(size), " +" + size + "\n", (short) size)) {
            assertThat(ParameterRules.WIDTH.read(written)).isEqualTo(size);
            assertThat(ParameterRules.HEIGHT.read(written)).isEqualTo(size);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"255", "224", "1441", "1472", "1000", "-256", "0", "99999999999999999999", "1e3", "512.0", "wide"
            })
    void givenASizeBeyondTheLimits_thenRefused(String size) {
        assertRefused("width", size, SIZE_RULE, () -> ParameterRules.WIDTH.read(size));
        assertRefused("height", size, SIZE_RULE, () -> ParameterRules.HEIGHT.read(size));
    }

    @Test
    void givenASizeThatIsNotAWholeNumber_thenRefused() {
        assertRefused("width", "1024.0", SIZE_RULE, () -> ParameterRules.WIDTH.read(new BigDecimal("1024.0")));
        assertRefused("width", "512.0", SIZE_RULE, () -> ParameterRules.WIDTH.read(512.0));
        assertRefused("height", "true", SIZE_RULE, () -> ParameterRules.HEIGHT.read(true));
        assertRefused("height", "4294968320", SIZE_RULE, () -> ParameterRules.HEIGHT.read(4294968320L));
    }

    @Test
    void givenARefusedSize_thenTheMessageNamesFieldValueAndRule() {
        assertThatThrownBy(() -> ParameterRules.WIDTH.read(1000))
                .hasMessage("width: 1000 is not allowed; it must be a multiple of 32 from 256 to 1440");
    }

    // promptUpsampling

    @Test
    void givenAnUpsamplingChoice_thenItIsAccepted() {
        assertThat(ParameterRules.PROMPT_UPSAMPLING.read(null)).isFalse();
        assertThat(ParameterRules.PROMPT_UPSAMPLING.read("")).isFalse();
        assertThat(ParameterRules.PROMPT_UPSAMPLING.read(true)).isTrue();
        assertThat(ParameterRules.PROMPT_UPSAMPLING.read(false)).isFalse();
        assertThat(ParameterRules.PROMPT_UPSAMPLING.read(" True ")).isTrue();
        assertThat(ParameterRules.PROMPT_UPSAMPLING.read("FALSE")).isFalse();
    }

    @ParameterizedTest
    @MethodSource
    void givenAnythingElseForUpsampling_thenRefused(Object value) {
        assertRefused(
                "promptUpsampling",
                value.toString(),
                "true or false",
                () -> ParameterRules.PROMPT_UPSAMPLING.read(value));
    }

    static Stream<Object> givenAnythingElseForUpsampling_thenRefused() {
        return Stream.of("yes", "1", 1, 0);
    }

    // seed

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "42",
                "-1",
                "9007199254740993",
                "18446744073709551616",
                "-340282366920938463463374607431768211456"
            })
    void givenASeed_thenItIsExact(String seed) {
        assertThat(ParameterRules.SEED.read(seed)).isEqualTo(new BigInteger(seed));
        assertThat(ParameterRules.SEED.read(new BigInteger(seed))).isEqualTo(new BigInteger(seed));
    }

    @Test
    void givenASeedOfThousandDigits_thenItIsExact() {
        String digits = "7".repeat(1000);

        assertThat(ParameterRules.SEED.read(digits)).hasToString(digits);
    }

    @Test
    void givenASeedOfMoreDigits_thenRefusedInOneLine() {
        for (Object seed : List.of("7".repeat(1001), "-" + "7".repeat(1001), BigInteger.TEN.pow(1000))) {
            assertThat(refusal(() -> ParameterRules.SEED.read(seed)))
                    .hasMessageStartingWith("seed: ")
                    .hasMessageEndingWith("is not allowed; it must be a whole number of at most 1000 digits")
                    .message()
                    .hasSizeLessThan(200);
        }
        assertThat(ParameterRules.SEED.read(BigInteger.TEN.pow(1000).subtract(BigInteger.ONE)))
                .isNotNull();
    }

    @Test
    @Timeout(5)
    void givenMillionsOfDigits_thenTheyAreNotParsed() {
        String digits = "7".repeat(20_000_000);

        refusal(() -> ParameterRules.SEED.read(digits));
        refusal(() -> ParameterRules.WIDTH.read(digits));
    }

    @Test
    void givenAPromptLongerThanCanBeReadBack_thenRefusedInOneLine() {
        String longest = "x".repeat(2_000_000);

        assertThat(ParameterRules.PROMPT.read(longest)).isEqualTo(longest);
        assertRefused(
                "prompt",
                "text of 2000001 characters",
                "text of at most 2000000 characters",
                () -> ParameterRules.PROMPT.read(longest + "x"));
    }

    @Test
    void givenASeedAsNumber_thenItIsAccepted() {
        assertThat(ParameterRules.SEED.read(7)).isEqualTo(BigInteger.valueOf(7));
        assertThat(ParameterRules.SEED.read((byte) 7)).isEqualTo(BigInteger.valueOf(7));
        assertThat(ParameterRules.SEED.read(Long.MAX_VALUE)).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE));
        assertThat(ParameterRules.SEED.read(null)).isNull();
        assertThat(ParameterRules.SEED.read("  ")).isNull();
    }

    @ParameterizedTest
    @MethodSource
    void givenASeedThatIsNotAWholeNumber_thenRefused(Object seed) {
        assertRefused("seed", seed.toString(), "a whole number", () -> ParameterRules.SEED.read(seed));
    }

    static Stream<Object> givenASeedThatIsNotAWholeNumber_thenRefused() {
        return Stream.of("1e3", "1.5", "abc", "0x10", "1 2", "٣", "-", 1.0, 1.5f, new BigDecimal("1"), true);
    }

    // safetyTolerance

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 6})
    void givenAToleranceWithinTheLimits_thenItIsAccepted(int tolerance) {
        assertThat(ParameterRules.SAFETY_TOLERANCE.read(tolerance)).isEqualTo(tolerance);
        assertThat(ParameterRules.SAFETY_TOLERANCE.read(String.valueOf(tolerance)))
                .isEqualTo(tolerance);
    }

    @Test
    void givenNoTolerance_thenTheServicesDefault() {
        assertThat(ParameterRules.SAFETY_TOLERANCE.read(null)).isEqualTo(2);
        assertThat(ParameterRules.SAFETY_TOLERANCE.read("")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "7", "2.0", "two", "99999999999"})
    void givenAToleranceBeyondTheLimits_thenRefused(String tolerance) {
        assertRefused(
                "safetyTolerance", tolerance, TOLERANCE_RULE, () -> ParameterRules.SAFETY_TOLERANCE.read(tolerance));
    }

    // outputFormat

    @Test
    void givenAFormat_thenItIsAccepted() {
        assertThat(ParameterRules.OUTPUT_FORMAT.read(null)).isEqualTo(OutputFormat.JPEG);
        assertThat(ParameterRules.OUTPUT_FORMAT.read("")).isEqualTo(OutputFormat.JPEG);
        assertThat(ParameterRules.OUTPUT_FORMAT.read("jpeg")).isEqualTo(OutputFormat.JPEG);
        assertThat(ParameterRules.OUTPUT_FORMAT.read(" PNG ")).isEqualTo(OutputFormat.PNG);
        assertThat(ParameterRules.OUTPUT_FORMAT.read(OutputFormat.PNG)).isEqualTo(OutputFormat.PNG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "webp", "gif", "image/png"})
    void givenAnUnknownFormat_thenRefused(String format) {
        assertRefused("outputFormat", format, "jpeg or png", () -> ParameterRules.OUTPUT_FORMAT.read(format));
    }

    // messages

    @Test
    void givenALongOrHostileValue_thenTheMessageShowsOneCappedLine() {
        InvalidParameterException refused = refusal(() -> ParameterRules.SEED.read("\u001b[31m\n" + "x".repeat(1000)));

        assertThat(refused.value()).startsWith("[31m x").endsWith("x…").hasSize(80);
        assertThat(refused.getMessage()).doesNotContain("\u001b", "\n").hasSizeLessThan(200);
    }

    private static void assertRefused(String field, String value, String rule, Supplier<?> check) {
        InvalidParameterException refused = refusal(check);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.value()).isEqualTo(value);
        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused).hasMessage(field + ": " + value + " is not allowed; it must be " + rule);
    }

    private static InvalidParameterException refusal(Supplier<?> check) {
        InvalidParameterException refused = catchThrowableOfType(InvalidParameterException.class, check::get);
        assertThat(refused).as("refusal").isNotNull();
        return refused;
    }
}
