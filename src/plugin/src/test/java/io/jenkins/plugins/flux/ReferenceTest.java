package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.flux.plan.Choices;
import io.jenkins.plugins.flux.plan.ImagePrompts;
import io.jenkins.plugins.flux.plan.OutputPath;
import io.jenkins.plugins.flux.plan.PositiveNumber;
import io.jenkins.plugins.flux.queue.OutputFormat;
import io.jenkins.plugins.flux.queue.ParameterRules;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        FluxGenerateStep untouched = new FluxGenerateStep();
        Map<String, ThrowingCallable> broken = brokenValues();
        broken.put("images", () -> StepArguments.check(Map.of("images", "an apple")));
        broken.put("endpoint", () -> host.configuration().endpoint("gone"));
        broken.put("timeoutSeconds", () -> PositiveNumber.check("timeoutSeconds", 0));
        broken.put("onFailure", () -> Choices.isOther("onFailure", "", Choices.UNSTABLE));
        broken.put("onLostSubmit", () -> Choices.isOther("onLostSubmit", "", Choices.RESUBMIT));
        for (String choice : List.of("archive", "failFast", "keepOnAbort", "promptUpsampling")) {
            broken.put(choice, () -> StepArguments.check(Map.of(choice, "perhaps")));
        }
        Map<String, Object> defaults = Map.of(
                "width",
                ParameterRules.DEFAULT_WIDTH,
                "height",
                ParameterRules.DEFAULT_HEIGHT,
                "safetyTolerance",
                ParameterRules.DEFAULT_SAFETY_TOLERANCE,
                "outputFormat",
                "'" + ParameterRules.DEFAULT_OUTPUT_FORMAT.wireName() + "'",
                "promptUpsampling",
                ParameterRules.DEFAULT_PROMPT_UPSAMPLING,
                "archive",
                untouched.isArchive(),
                "failFast",
                untouched.isFailFast(),
                "keepOnAbort",
                untouched.isKeepOnAbort(),
                "onFailure",
                "'" + untouched.getOnFailure() + "'",
                "onLostSubmit",
                "'" + untouched.getOnLostSubmit() + "'");

        List<Row> rows = table("## The step `fluxGenerate`");

        assertThat(rows)
                .extracting(Row::name)
                .containsExactlyInAnyOrderElementsOf(DataBound.propertiesOf(FluxGenerateParameters.class));
        assertRules(rows, broken, "credentialsId");
        assertDefaults(rows, defaults);
    }

    @Test
    void everyParameterOfAnEntryHasItsRule() throws Exception {
        List<Row> rows = table("### Entries of `images`");

        assertThat(rows)
                .extracting(Row::name)
                .containsExactlyInAnyOrderElementsOf(DataBound.propertiesOf(FluxGenerateImage.class));
        assertRules(rows, brokenValues());
        assertDefaults(rows, Map.of());
    }

    @Test
    void everyFieldOfAnEndpointHasItsRuleAndDefault() throws Exception {
        FluxEndpoint untouched = new FluxEndpoint("");
        Map<String, ThrowingCallable> broken = new LinkedHashMap<>();
        broken.put("name", () -> EndpointNames.check("a/b"));
        broken.put("baseUrl", () -> QueueEndpoint.of("ftp://example.org", "flux_pro_11"));
        broken.put("model", () -> QueueEndpoint.of("https://example.org", "a b"));
        for (String number : List.of("maxConcurrent", "queueTimeoutSeconds", "runTimeoutSeconds")) {
            broken.put(number, () -> PositiveNumber.check(number, 0));
        }
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
        assertRules(rows, broken, "credentialsId");
        assertDefaults(rows, defaults);
    }

    @Test
    void everyOtherFieldOfTheConfigurationHasItsRuleAndDefault() throws Exception {
        List<Row> rows = table("## Polling");
        List<String> known = new ArrayList<>(List.of("endpoints"));
        rows.forEach(row -> known.add(row.name()));

        assertThat(known).containsExactlyInAnyOrderElementsOf(DataBound.propertiesOf(FluxGenerateConfiguration.class));
        assertRules(rows, Map.of("pollSchedule", () -> FluxGenerateConfiguration.checkPollSchedule("other")));
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

    /** An invalid value of each parameter that a step and an entry have in common. */
    private static Map<String, ThrowingCallable> brokenValues() {
        Map<String, ThrowingCallable> broken = new LinkedHashMap<>();
        broken.put("prompt", () -> ParameterRules.prompt(" "));
        broken.put("width", () -> ParameterRules.width(1000));
        broken.put("height", () -> ParameterRules.height(1000));
        broken.put("seed", () -> ParameterRules.seed("x"));
        broken.put("promptUpsampling", () -> ParameterRules.promptUpsampling("perhaps"));
        broken.put("safetyTolerance", () -> ParameterRules.safetyTolerance(7));
        broken.put("outputFormat", () -> ParameterRules.outputFormat("gif"));
        broken.put("imagePrompt", () -> ImagePrompts.checkPath("/a.png"));
        broken.put("output", () -> OutputPath.check("/a.jpg", OutputFormat.JPEG));
        return broken;
    }

    private static void assertRules(List<Row> rows, Map<String, ThrowingCallable> broken, String... withoutRule) {
        List<String> known = new ArrayList<>(broken.keySet());
        known.addAll(List.of(withoutRule));
        assertThat(rows).extracting(Row::name).containsExactlyInAnyOrderElementsOf(known);
        for (Row row : rows) {
            ThrowingCallable value = broken.get(row.name());
            assertThat(code(row.rule())).as(row.name()).contains(value == null ? "Secret text" : ruleOf(value));
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

    /** What a refusal says after "it must be", without what depends on the configuration or is an example. */
    private static String ruleOf(ThrowingCallable broken) {
        String message = catchThrowable(broken).getMessage();
        assertThat(message).contains("it must be ");
        return message.substring(message.indexOf("it must be ") + "it must be ".length())
                .split(": |, like | like \\[")[0];
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
