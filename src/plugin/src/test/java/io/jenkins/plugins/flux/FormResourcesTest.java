package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.jenkins.plugins.flux.plan.StepRules;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/**
 * Checks of forms and pages that need no Jenkins: nothing is missing, unused, or against its content security policy.
 */
class FormResourcesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path PACKAGE = RESOURCES.resolve("io/jenkins/plugins/flux");
    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/flux");

    private static final Pattern TEXT_KEY = Pattern.compile("(?:\\$\\{|')%([A-Za-z]+)");
    private static final Pattern FIELD = Pattern.compile("<f:entry[^>]* field=\"([A-Za-z]+)\"");
    private static final Pattern MESSAGE = Pattern.compile("Messages(?:\\.|::)([A-Za-z_]+)");
    private static final Pattern SIZE = Pattern.compile(
            "data-width=\"(\\d+)\" data-height=\"(\\d+)\" title=\"(\\d+) × (\\d+)\">\\s*(\\d+):(\\d+)\\s*<");
    private static final Pattern EXAMPLE =
            Pattern.compile("<p>\\s*(?:Example|Пример|示例)\\S*[^<]*(?:</p>\\s*)?<(?:code|pre)>[^<]+</");
    private static final Pattern INLINE = Pattern.compile("<script|<style|javascript:|\\s(?:on[a-z]+|style|checkUrl)=");

    static Stream<Path> jellyFiles() throws IOException {
        return files(".jelly");
    }

    static Stream<Path> helpFiles() throws IOException {
        return files(".html");
    }

    @ParameterizedTest
    @MethodSource("jellyFiles")
    void escapesAndIsXml(Path jelly) throws IOException {
        String text = Files.readString(jelly);
        assertThat(text).startsWith("<?jelly escape-by-default='true'?>\n").doesNotContain("<j:out");
        assertIsXml(text);
    }

    @ParameterizedTest
    @MethodSource("jellyFiles")
    void hasNothingInline(Path jelly) throws IOException {
        assertThat(INLINE.matcher(Files.readString(jelly)).results().map(MatchResult::group))
                .as("inline scripts and styles in %s", jelly)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jellyFiles")
    void hasExactlyTheTextsItUses(Path jelly) throws IOException {
        Path texts = Path.of(jelly.toString().replace(".jelly", ".properties"));
        Set<String> known = Files.exists(texts) ? properties(texts).stringPropertyNames() : Set.of();
        assertThat(matches(TEXT_KEY, Files.readString(jelly)))
                .as("keys of %s", texts)
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @MethodSource("jellyFiles")
    void hasHelpForEveryField(Path jelly) throws IOException {
        // The fields for the size belong to a step and to an entry of its batch.
        List<Path> owners = jelly.endsWith("size.jelly")
                ? List.of(PACKAGE.resolve("FluxGenerateStep"), PACKAGE.resolve("FluxGenerateImage"))
                : List.of(jelly.getParent());
        for (String field : matches(FIELD, Files.readString(jelly))) {
            assertThat(owners)
                    .allSatisfy(owner ->
                            assertThat(owner.resolve("help-" + field + ".html")).isRegularFile());
        }
    }

    @ParameterizedTest
    @MethodSource("helpFiles")
    void helpIsOneDiv(Path help) throws IOException {
        String text = Files.readString(help);
        assertThat(text).startsWith("<div>\n").endsWith("</div>\n");
        assertIsXml(text.replace("&hellip;", ""));
    }

    @Test
    void everyParameterHasHelp() {
        assertHelpFor(FluxGenerateStep.class, FluxGenerateParameters.class);
        assertHelpFor(FluxGenerateImage.class, FluxGenerateImage.class);
        assertHelpFor(FluxGenerateConfiguration.class, FluxGenerateConfiguration.class);
        assertHelpFor(FluxEndpoint.class, FluxEndpoint.class);
    }

    @Test
    void everyParameterHasAFieldWithALabel() throws IOException {
        assertFields("FluxGenerateStep", StepRules.OF_STEP);
        assertFields("FluxGenerateImage", StepRules.OF_IMAGE);
    }

    /** A check mark and a list of images cannot break a rule. */
    @Test
    void everyOtherFieldIsChecked() throws IOException {
        assertChecks(FluxGenerateStep.DescriptorImpl.class, StepRules.OF_STEP);
        assertChecks(FluxGenerateImage.DescriptorImpl.class, StepRules.OF_IMAGE);
    }

    @ParameterizedTest
    @MethodSource("helpFiles")
    void helpOfAFieldHasAnExample(Path help) throws IOException {
        boolean isOfAField = help.getFileName().toString().startsWith("help-");
        assertThat(EXAMPLE.matcher(Files.readString(help)).find()).isEqualTo(isOfAField);
    }

    @Test
    void helpStatesTheActualRules() throws IOException {
        String size = "a multiple of " + ParameterRules.SIZE_STEP + " from " + ParameterRules.MIN_SIZE + " to "
                + ParameterRules.MAX_SIZE;
        assertHelp("FluxGenerateStep/help-width.html", size, "Default: " + usual(ParameterRules.WIDTH) + ".");
        assertHelp("FluxGenerateStep/help-height.html", size, "Default: " + usual(ParameterRules.HEIGHT) + ".");
        assertHelp("FluxGenerateImage/help-width.html", size);
        assertHelp("FluxGenerateImage/help-height.html", size);
        String tolerance = "from " + ParameterRules.MIN_SAFETY_TOLERANCE + ", the strictest, to "
                + ParameterRules.MAX_SAFETY_TOLERANCE;
        assertHelp(
                "FluxGenerateStep/help-safetyTolerance.html",
                tolerance,
                "Default: " + usual(ParameterRules.SAFETY_TOLERANCE) + ".");
        assertHelp("FluxGenerateImage/help-safetyTolerance.html", tolerance);
        assertHelp(
                "FluxGenerateStep/help-outputFormat.html",
                "Default: <code>" + usual(ParameterRules.OUTPUT_FORMAT) + "</code>");
        String bytes = "at most " + ParameterRules.MAX_IMAGE_PROMPT_BYTES / (1024 * 1024) + " MiB";
        assertHelp("FluxGenerateStep/help-imagePrompt.html", bytes);
        assertHelp("FluxGenerateImage/help-imagePrompt.html", bytes);
        assertHelp("FluxEndpoint/help-baseUrl.html", "Default: <code>" + FluxEndpoint.DEFAULT_BASE_URL + "</code>");
        assertHelp("FluxEndpoint/help-model.html", "Default: <code>" + FluxEndpoint.DEFAULT_MODEL + "</code>");
        assertHelp("FluxEndpoint/help-maxConcurrent.html", "Default: " + FluxEndpoint.DEFAULT_MAX_CONCURRENT + ".");
        assertHelp(
                "FluxEndpoint/help-queueTimeoutSeconds.html",
                "Default: " + FluxEndpoint.DEFAULT_QUEUE_TIMEOUT_SECONDS + ".");
        assertHelp(
                "FluxEndpoint/help-runTimeoutSeconds.html",
                "Default: " + FluxEndpoint.DEFAULT_RUN_TIMEOUT_SECONDS + ".");
        assertHelp("FluxGenerateConfiguration/help-endpoints.html", FluxEndpoint.DEFAULT_BASE_URL);
    }

    @Test
    void commonSizesAreAllowedAndWhatTheySay() throws IOException {
        String jelly = Files.readString(PACKAGE.resolve("FluxGenerateStep/size.jelly"));
        List<MatchResult> sizes = SIZE.matcher(jelly).results().toList();
        assertThat(sizes).hasSize(jelly.split("<button", -1).length - 1).isNotEmpty();
        for (MatchResult size : sizes) {
            int width = ParameterRules.WIDTH.read(size.group(1));
            int height = ParameterRules.HEIGHT.read(size.group(2));
            assertThat(size.group(3) + " " + size.group(4)).isEqualTo(width + " " + height);
            assertThat(width * Integer.parseInt(size.group(6)))
                    .as("%d x %d is %s:%s", width, height, size.group(5), size.group(6))
                    .isEqualTo(height * Integer.parseInt(size.group(5)));
        }
    }

    static Stream<Path> packagesWithMessages() throws IOException {
        return files("/Messages.properties").map(Path::getParent);
    }

    @ParameterizedTest
    @MethodSource("packagesWithMessages")
    void messagesAreExactlyThoseThatTheirPackageUses(Path resources) throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.list(SOURCES.resolve(PACKAGE.relativize(resources)))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                used.addAll(matches(MESSAGE, Files.readString(source)));
            }
        }
        Set<String> known = properties(resources.resolve("Messages.properties")).stringPropertyNames().stream()
                .map(key -> key.replace('.', '_'))
                .collect(Collectors.toSet());
        assertThat(used).containsExactlyInAnyOrderElementsOf(known);
    }

    private static Stream<Path> files(String extension) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(extension)).sorted().toList().stream();
        }
    }

    private static void assertIsXml(String text) {
        assertThatCode(() -> DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(text))))
                .doesNotThrowAnyException();
    }

    private static void assertHelp(String file, String... phrases) throws IOException {
        assertThat(Files.readString(PACKAGE.resolve(file)).replaceAll("\\s+", " "))
                .as(file)
                .contains(phrases);
    }

    private static void assertHelpFor(Class<?> owner, Class<?> bound) {
        assertThat(DataBound.propertiesOf(bound))
                .isNotEmpty()
                .allSatisfy(parameter -> assertThat(
                                PACKAGE.resolve(owner.getSimpleName()).resolve("help-" + parameter + ".html"))
                        .isRegularFile());
    }

    private static void assertFields(String form, List<Parameter<?>> parameters) throws IOException {
        Path jelly = PACKAGE.resolve(form).resolve("config.jelly");
        // The fields for the size are those of a step and of an entry of its batch.
        Path size = PACKAGE.resolve("FluxGenerateStep/size.jelly");
        Set<String> fields = matches(FIELD, Files.readString(jelly) + Files.readString(size));
        assertThat(fields)
                .as("fields of %s", form)
                .containsExactlyInAnyOrderElementsOf(
                        parameters.stream().map(Parameter::name).toList());
        assertThat(matches(TEXT_KEY, Files.readString(jelly) + Files.readString(size)))
                .as("labels of %s", form)
                .containsAll(fields);
    }

    private static void assertChecks(Class<?> descriptor, List<Parameter<?>> parameters) throws IOException {
        String jelly = Files.readString(
                PACKAGE.resolve(descriptor.getDeclaringClass().getSimpleName()).resolve("config.jelly"));
        Set<String> checked = Stream.of(descriptor.getMethods())
                .map(method -> method.getName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        for (Parameter<?> parameter : parameters) {
            boolean isMarked = jelly.contains("<f:checkbox title=\"${%" + parameter.name() + "}\"");
            if (!isMarked && parameter != StepRules.IMAGES) {
                assertThat(checked).contains("docheck" + parameter.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static String usual(Parameter<?> parameter) {
        return parameter.usualText().orElseThrow();
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
