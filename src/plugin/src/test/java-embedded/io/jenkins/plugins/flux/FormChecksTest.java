package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.EmbeddedJenkins;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.beans.Introspector;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks and drop-downs of forms use the messages and rules of a build. */
class FormChecksTest {

    @TempDir
    Path home;

    private EmbeddedJenkins jenkins;
    private FluxGenerateStep.DescriptorImpl descriptor;

    @BeforeEach
    void start() {
        jenkins = EmbeddedJenkins.start(home);
        descriptor = jenkins.extension(FluxGenerateStep.DescriptorImpl.class);
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    @ParameterizedTest
    @CsvSource({
        "doCheckWidth, 1000, width: 1000 is not allowed; it must be a multiple of 32 from 256 to 1440",
        "doCheckHeight, 100, height: 100 is not allowed; it must be a multiple of 32 from 256 to 1440",
        "doCheckSeed, abc, seed: abc is not allowed; it must be a whole number",
        "doCheckSafetyTolerance, 7, safetyTolerance: 7 is not allowed; it must be a whole number from 0 (strictest) to 6",
        "doCheckTimeoutSeconds, 0, timeoutSeconds: 0 is not allowed; it must be a whole number from 1 to 604800",
        "doCheckOutputFormat, gif, outputFormat: gif is not allowed; it must be jpeg or png",
        "doCheckOnFailure, ignore, onFailure: ignore is not allowed; it must be 'fail' or 'unstable'",
        "doCheckOnLostSubmit, wait, onLostSubmit: wait is not allowed; it must be 'fail' or 'resubmit'",
        "doCheckEndpoint, gone, endpoint: gone is not allowed; it must be the name of an endpoint",
    })
    void aCheckSaysWhatABuildWouldSay(String check, String value, String message) throws Exception {
        FormValidation validation =
                jenkins.web().with("value", value).call(descriptor, check).returned(FormValidation.class);

        assertThat(validation.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(validation.getMessage()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "doCheckWidth, 1000, width: 1000 is not allowed",
        "doCheckHeight, 100, height: 100 is not allowed",
        "doCheckSeed, abc, seed: abc is not allowed",
        "doCheckSafetyTolerance, 7, safetyTolerance: 7 is not allowed",
        "doCheckOutputFormat, gif, outputFormat: gif is not allowed; it must be jpeg or png",
        "doCheckPromptUpsampling, perhaps, promptUpsampling: perhaps is not allowed; it must be true or false",
        "doCheckOutput, ../a.jpg, output: ../a.jpg is not allowed",
        "doCheckImagePrompt, /a.jpg, imagePrompt: /a.jpg is not allowed",
    })
    void aCheckOfAnEntrySaysWhatABuildWouldSay(String check, String value, String message) throws Exception {
        assertThat(jenkins.web()
                        .with("value", value)
                        .with("outputFormat", "")
                        .call(jenkins.extension(FluxGenerateImage.DescriptorImpl.class), check)
                        .returned(FormValidation.class)
                        .getMessage())
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(classes = {FluxGenerateStep.class, FluxGenerateImage.class, FluxEndpoint.class})
    void theExampleInTheHelpOfAFieldPassesItsCheck(Class<? extends Describable<?>> form) throws Exception {
        jenkins.credentials().addSecretText("odirouter", "secret");
        Descriptor<?> checks = jenkins.extension(descriptorOf(form));
        List<String> checked = new ArrayList<>();
        for (Method method : checks.getClass().getMethods()) {
            if (method.getName().startsWith("doCheck") && !method.isBridge()) {
                String field = Introspector.decapitalize(method.getName().substring("doCheck".length()));
                String example = exampleOf(form, field);
                assertThat(jenkins.web()
                                .with("value", example)
                                .with("output", "")
                                .with("outputFormat", "")
                                .with("prompt", "")
                                .with("endpoint", "")
                                .with("baseUrl", "")
                                .call(checks, method.getName())
                                .returned(FormValidation.class)
                                .kind)
                        .as("%s: %s", field, example)
                        .isEqualTo(FormValidation.Kind.OK);
                checked.add(field);
            }
        }
        assertThat(checked).hasSizeGreaterThan(6);
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Descriptor<?>> descriptorOf(Class<?> form) {
        return (Class<? extends Descriptor<?>>) Arrays.stream(form.getDeclaredClasses())
                .filter(Descriptor.class::isAssignableFrom)
                .findFirst()
                .orElseThrow();
    }

    /** What a person would type: the value of {@code field: 'value'}. */
    private static String exampleOf(Class<?> form, String field) throws IOException {
        Path help = Path.of("src/main/resources", form.getName().replace('.', '/'), "help-" + field + ".html");
        Matcher example = Pattern.compile("Example: <code>(?:" + field + ": )?'?([^<]*?)'?</code>")
                .matcher(Files.readString(help));
        assertThat(example.find()).as("example in %s", help).isTrue();
        return example.group(1);
    }

    @ParameterizedTest
    @CsvSource({"'', '', '', OK", "'', a.jpg, Fruit, OK", "Pear, a.jpg, '', OK", "' ', a.jpg, ' ', ERROR"})
    void anEntryHasAPromptOfItsOwnOrTheSteps(String own, String output, String common, FormValidation.Kind kind)
            throws Exception {
        assertThat(jenkins.web()
                        .with("value", own)
                        .with("output", output)
                        .with("prompt", common)
                        .call(jenkins.extension(FluxGenerateImage.DescriptorImpl.class), "doCheckPrompt")
                        .returned(FormValidation.class)
                        .kind)
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "doFillOutputFormatItems, outputFormat, '[, png]'",
        "doFillOnFailureItems, onFailure, '[fail, unstable]'",
        "doFillOnLostSubmitItems, onLostSubmit, '[fail, resubmit]'",
    })
    void aListOffersWhatThereIsAndKeepsWhatIsStored(String fill, String field, String offered) throws Exception {
        assertThat(values(fill, field, "")).hasToString(offered);
        assertThat(values(fill, field, "other")).hasToString(offered.replace("]", ", other]"));
    }

    @Test
    void bothPollSchedulesAreOffered() throws Exception {
        assertThat(jenkins.web()
                        .call(jenkins.extension(FluxGenerateConfiguration.class), "doFillPollScheduleItems")
                        .returned(ListBoxModel.class))
                .extracting(option -> option.value)
                .containsExactly("learned", "backoff");
    }

    private List<String> values(String fill, String field, String current) throws Exception {
        return jenkins.web().with(field, current).call(descriptor, fill).returned(ListBoxModel.class).stream()
                .map(option -> option.value)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"doCheckWidth, 1024", "doCheckWidth, ''", "doCheckWidth, ${WIDTH}", "doCheckSeed, -1"})
    void aCheckAcceptsWhatABuildWouldAccept(String check, String value) throws Exception {
        FormValidation validation =
                jenkins.web().with("value", value).call(descriptor, check).returned(FormValidation.class);

        assertThat(validation.kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void checksMustBePosted() throws Exception {
        assertThat(jenkins.web()
                        .get()
                        .with("value", "1000")
                        .call(descriptor, "doCheckWidth")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theEndpointsOfTheConfigurationAreOffered() throws Exception {
        jenkins.configuration(FluxGenerateConfiguration.class)
                .setEndpoints(List.of(new FluxEndpoint("one"), new FluxEndpoint("two")));

        ListBoxModel items = jenkins.web()
                .with("endpoint", "gone")
                .call(descriptor, "doFillEndpointItems")
                .returned(ListBoxModel.class);

        assertThat(items).extracting(option -> option.value).containsExactly("", "one", "two", "gone");
    }

    @Test
    void theCredentialsOfferedAreSecretTexts() throws Exception {
        jenkins.credentials().addSecretText("key", "secret");
        jenkins.credentials().addUsernamePassword("user", "u", "p");

        ListBoxModel items = jenkins.web()
                .with("credentialsId", "")
                .with("endpoint", "")
                .call(descriptor, "doFillCredentialsIdItems")
                .returned(ListBoxModel.class);

        assertThat(items).extracting(option -> option.value).contains("key").doesNotContain("user");
    }

    private FormValidation check(String prompt, String output) throws Exception {
        return jenkins.web()
                .with("value", prompt)
                .with("output", output)
                .call(descriptor, "doCheckPrompt")
                .returned(FormValidation.class);
    }

    @Test
    void aPromptIsRequiredOnceTheFormCannotBeThatOfABatch() throws Exception {
        assertThat(check("", "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check("An apple", "a.jpg").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check(" ", "a.jpg").getMessage()).startsWith("prompt:");
    }

    @ParameterizedTest
    @CsvSource({
        "reference/a.png, OK",
        "./a/../b.png, OK",
        "'${REFERENCE}', OK",
        "'', OK",
        "/etc/a.png, ERROR",
        "'C:\\a.png', ERROR",
        "../a.png, ERROR",
        "a/../../b.png, ERROR"
    })
    void anImagePromptIsInsideTheWorkspace(String path, FormValidation.Kind kind) throws Exception {
        for (Object form : List.of(descriptor, jenkins.extension(FluxGenerateImage.DescriptorImpl.class))) {
            assertThat(jenkins.web()
                            .with("value", path)
                            .call(form, "doCheckImagePrompt")
                            .returned(FormValidation.class)
                            .kind)
                    .isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({"odirouter, OK", "Сервис 2, OK", "'', ERROR", "${NAME}, ERROR", "a/b, ERROR", "-a, ERROR"})
    void anEndpointHasANameThatJobsCanWrite(String name, FormValidation.Kind kind) throws Exception {
        assertThat(jenkins.web()
                        .with("value", name)
                        .call(jenkins.extension(FluxEndpoint.DescriptorImpl.class), "doCheckName")
                        .returned(FormValidation.class)
                        .kind)
                .isEqualTo(kind);
    }
}
