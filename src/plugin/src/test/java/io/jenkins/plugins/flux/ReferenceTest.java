package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.flux.plan.OutputPath;
import io.jenkins.plugins.flux.plan.StepRules;
import io.jenkins.plugins.flux.queue.Json;
import io.jenkins.plugins.flux.queue.OutputFormat;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.ParameterRules;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The reference and the code agree about every parameter, field and key. */
class ReferenceTest extends BuildContractTest {

    private static final Path REFERENCE = Path.of("../../docs/reference.md");

    /** A row of a table: a name, its rule or meaning, and its default if the table has defaults. */
    private record Row(String name, String rule, String usual) {

        static Row of(String line) {
            List<String> cells = Stream.of(line.substring(1, line.length() - 1).split("\\|"))
                    .map(String::strip)
                    .toList();
            return new Row(code(cells.get(0)), cells.get(1), cells.size() > 2 ? cells.get(2) : "none");
        }
    }

    @Test
    void everyParameterOfTheStepHasItsRuleAndDefault() throws Exception {
        List<Row> rows = table("## The step `fluxGenerate`");

        assertRules(rows, rulesOf(StepRules.OF_STEP));
        assertDefaults(rows, defaultsOf(StepRules.OF_STEP));
    }

    @Test
    void everyParameterOfAnEntryHasItsRule() throws Exception {
        List<Row> rows = table("### Entries of `images`");

        assertRules(rows, rulesOf(StepRules.OF_IMAGE));
        assertDefaults(rows, Map.of());
    }

    /** What Jenkins binds, and so what a Jenkinsfile can say, are the rows of the table and nothing else. */
    @Test
    void everyParameterIsBound() {
        assertThat(DataBound.propertiesOf(FluxGenerateParameters.class))
                .containsExactlyInAnyOrderElementsOf(rulesOf(StepRules.OF_STEP).keySet());
        assertThat(DataBound.propertiesOf(FluxGenerateImage.class))
                .containsExactlyInAnyOrderElementsOf(rulesOf(StepRules.OF_IMAGE).keySet());
    }

    /** A default stands in the table; what is bound without being set must say the same. */
    @Test
    void whatIsNotGivenHasTheDefaultOfItsRow() {
        FluxGenerateStep untouched = new FluxGenerateStep();

        for (Parameter<?> parameter : StepRules.OF_STEP) {
            if (parameter != ParameterRules.PROMPT) {
                assertThat(Optional.ofNullable(untouched.read(parameter)))
                        .as(parameter.name())
                        .isEqualTo(parameter.usual());
            }
        }
    }

    @Test
    void everyFieldOfAnEndpointHasItsRuleAndDefault() throws Exception {
        FluxEndpoint untouched = new FluxEndpoint("");
        Map<String, String> rules = rulesOf(List.of(
                FluxEndpoint.MAX_CONCURRENT, FluxEndpoint.QUEUE_TIMEOUT_SECONDS, FluxEndpoint.RUN_TIMEOUT_SECONDS));
        rules.put("name", ruleOf(() -> FluxEndpoint.checkName("a/b")));
        rules.put("baseUrl", ruleOf(() -> QueueEndpoint.of("ftp://example.org", "flux_pro_11")));
        rules.put("model", ruleOf(() -> QueueEndpoint.of("https://example.org", "a b")));
        rules.put("credentialsId", "Secret text");
        Map<String, Object> defaults = Map.of(
                "name", untouched.getName(),
                "baseUrl", untouched.getBaseUrl(),
                "model", untouched.getModel(),
                "maxConcurrent", untouched.getMaxConcurrent(),
                "queueTimeoutSeconds", untouched.getQueueTimeoutSeconds(),
                "runTimeoutSeconds", untouched.getRunTimeoutSeconds());

        List<Row> rows = table("## Endpoints");

        assertThat(rows)
                .extracting(Row::name)
                .containsExactlyInAnyOrderElementsOf(DataBound.propertiesOf(FluxEndpoint.class));
        assertRules(rows, rules);
        assertDefaults(rows, defaults);
    }

    @Test
    void everyOtherFieldOfTheConfigurationHasItsRuleAndDefault() throws Exception {
        List<Row> rows = table("## Polling");
        List<String> known = new ArrayList<>(List.of("endpoints"));
        rows.forEach(row -> known.add(row.name()));

        assertThat(known).containsExactlyInAnyOrderElementsOf(DataBound.propertiesOf(FluxGenerateConfiguration.class));
        assertRules(rows, rulesOf(List.of(FluxGenerateConfiguration.POLL_SCHEDULE)));
        assertDefaults(rows, Map.of("pollSchedule", host.configuration().getPollSchedule()));
    }

    @Test
    void everyKeyOfWhatTheStepReturnsIsThere() throws Exception {
        HostedBuild build = runFreestyle(parameters("An apple"));
        Map<String, Object> returned = build.recordedImages().get(0).toResult();

        assertThat(table("### What it returns"))
                .allSatisfy(row -> assertThat(row.rule()).isNotBlank())
                .extracting(Row::name)
                .containsExactlyElementsOf(returned.keySet());
    }

    @Test
    void theLimitsInTheTextAreThoseOfTheCode() throws IOException {
        String text = Files.readString(REFERENCE);

        assertThat(text)
                .contains(ruleOf(() -> OutputPath.check("a".repeat(1000), OutputFormat.JPEG)))
                .contains("of at most " + ParameterRules.MAX_PROMPT_CHARACTERS + " characters")
                .contains("of at most " + ParameterRules.MAX_SEED_DIGITS + " digits")
                .contains("of at most " + ParameterRules.MAX_IMAGE_PROMPT_BYTES / (1024 * 1024) + " MiB");
    }

    private static Map<String, String> rulesOf(List<Parameter<?>> parameters) {
        Map<String, String> rules = new LinkedHashMap<>();
        parameters.forEach(parameter -> rules.put(parameter.name(), withoutExample(parameter.rule())));
        return rules;
    }

    private static Map<String, Object> defaultsOf(List<Parameter<?>> parameters) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        for (Parameter<?> parameter : parameters) {
            boolean isText = parameter
                    .usual()
                    .filter(usual -> Json.tree(usual).isTextual())
                    .isPresent();
            parameter.usualText().ifPresent(text -> defaults.put(parameter.name(), isText ? "'" + text + "'" : text));
        }
        return defaults;
    }

    private static void assertRules(List<Row> rows, Map<String, String> rules) {
        assertThat(rows).extracting(Row::name).containsExactlyInAnyOrderElementsOf(rules.keySet());
        for (Row row : rows) {
            assertThat(code(row.rule())).as(row.name()).contains(rules.get(row.name()));
        }
    }

    private static void assertDefaults(List<Row> rows, Map<String, Object> defaults) {
        for (Row row : rows) {
            Object usual = defaults.get(row.name());
            assertThat(code(row.usual()))
                    .as(row.name())
                    .isNotBlank()
                    .matches(text -> usual == null || text.equals(usual.toString()));
        }
    }

    /** What a refusal says after "it must be". */
    private static String ruleOf(ThrowingCallable broken) {
        String message = catchThrowable(broken).getMessage();
        assertThat(message).contains("it must be ");
        return withoutExample(message.substring(message.indexOf("it must be ") + "it must be ".length()));
    }

    private static String withoutExample(String rule) {
        return rule.split(", like | like \\[")[0];
    }

    private static String code(String markdown) {
        return markdown.replace("`", "").replace("*", "");
    }

    /** The first table below a heading. */
    private static List<Row> table(String heading) throws IOException {
        List<String> lines = Files.readAllLines(REFERENCE);
        assertThat(lines).contains(heading);
        List<Row> rows = lines.stream()
                .skip(lines.indexOf(heading))
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(Row::of)
                .toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }
}
