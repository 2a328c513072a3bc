package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flux.embedded.EmbeddedJenkins;
import hudson.model.Descriptor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of forms survive being saved, loaded and written as a snippet. */
class FormsTest {

    @TempDir
    Path home;

    private EmbeddedJenkins jenkins;

    @BeforeEach
    void start() {
        jenkins = EmbeddedJenkins.start(home);
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    @Test
    void aFreestyleConfigurationKeepsEveryField() {
        FluxGenerateStep parameters = EveryParameter.ofAStep();
        parameters.setImages(List.of(EveryParameter.ofAnEntry(), new FluxGenerateImage()));

        FluxGenerateBuilder saved = jenkins.forms().roundTrip(new FluxGenerateBuilder(parameters));
        FluxGenerateBuilder loaded = jenkins.forms().saveAndLoad(saved);

        assertThat(loaded).usingRecursiveComparison().isEqualTo(new FluxGenerateBuilder(parameters));
    }

    @Test
    void anEmptyFormMeansTheDefaults() {
        FluxGenerateStep bound = jenkins.forms()
                .bind(
                        FluxGenerateStep.class,
                        Map.of(
                                "prompt",
                                "",
                                "width",
                                "",
                                "seed",
                                " ",
                                "output",
                                "",
                                "archive",
                                true,
                                "failFast",
                                true));

        assertThat(bound).usingRecursiveComparison().isEqualTo(new FluxGenerateStep());
    }

    @Test
    void aSnippetHasOnlyWhatDiffersFromTheDefaults() {
        FluxGenerateStep step = new FluxGenerateStep();
        step.setPrompt("An apple");
        step.setWidth("512");
        step.setHeight(768);
        step.setOutputFormat("jpeg");
        step.setSafetyTolerance("2");
        step.setPromptUpsampling(false);
        step.setArchive(true);
        step.setFailFast(true);
        step.setOnFailure("fail");
        step.setOnLostSubmit("fail");
        step.setKeepOnAbort(false);

        assertThat(jenkins.forms().snippet(step)).isEqualTo(Map.of("prompt", "An apple", "width", 512));
        assertThat(jenkins.forms().snippet(EveryParameter.ofAStep())).hasSize(17);
    }

    @Test
    void theGlobalConfigurationKeepsEveryField() throws Exception {
        FluxGenerateConfiguration configuration = jenkins.configuration(FluxGenerateConfiguration.class);
        Map<String, Object> endpoint = Map.of(
                "name", "mine",
                "baseUrl", "https://example.org/model",
                "model", "flux_2_pro",
                "credentialsId", "key",
                "maxConcurrent", "3",
                "queueTimeoutSeconds", "60",
                "runTimeoutSeconds", "30");

        jenkins.forms().configure(configuration, Map.of("endpoints", List.of(endpoint), "pollSchedule", "backoff"));

        FluxGenerateConfiguration loaded = jenkins.forms().saveAndLoad(configuration);
        assertThat(loaded.getPollSchedule()).isEqualTo("backoff");
        FluxEndpoint saved = loaded.getEndpoints().get(0);
        assertThat(List.of(saved.getName(), saved.getBaseUrl(), saved.getModel(), saved.getCredentialsId()))
                .isEqualTo(List.of("mine", "https://example.org/model", "flux_2_pro", "key"));
        assertThat(List.of(saved.getMaxConcurrent(), saved.getQueueTimeoutSeconds(), saved.getRunTimeoutSeconds()))
                .isEqualTo(List.of(3, 60, 30));
    }

    @Test
    void withoutAConfiguredEndpointTheBuiltInOneCounts() {
        FluxEndpoint endpoint =
                jenkins.configuration(FluxGenerateConfiguration.class).endpoint(null);

        assertThat(endpoint.getBaseUrl()).isEqualTo("https://odirouter.ai/model");
        assertThat(endpoint.getModel()).isEqualTo("flux_pro_11");
        assertThat(endpoint.getMaxConcurrent()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "name, a/b, name: a/b is not allowed",
        "baseUrl, ftp://example.org, baseUrl: ftp://example.org is not allowed",
        "model, a b, model: a b is not allowed",
        "maxConcurrent, -1, maxConcurrent: -1 is not allowed; it must be a whole number from 1 to 604800",
        "queueTimeoutSeconds, 604801, queueTimeoutSeconds: 604801 is not allowed",
        "runTimeoutSeconds, -5, runTimeoutSeconds: -5 is not allowed",
    })
    void anEndpointThatBreaksARuleIsNotSaved(String field, String value, String message) {
        FluxGenerateConfiguration configuration = jenkins.configuration(FluxGenerateConfiguration.class);
        configuration.setEndpoints(List.of(new FluxEndpoint("one")));
        Map<String, String> form = new HashMap<>(Map.of("name", "two"));
        form.put(field, value);

        assertThatThrownBy(() -> jenkins.forms().configure(configuration, Map.of("endpoints", List.of(form))))
                .isInstanceOf(Descriptor.FormException.class)
                .hasMessageContaining(message);
        assertThat(configuration.getEndpoints())
                .extracting(FluxEndpoint::getName)
                .containsExactly("one");
    }

    @Test
    void aPollScheduleThatIsNoneIsNotSaved() throws Exception {
        FluxGenerateConfiguration configuration = jenkins.configuration(FluxGenerateConfiguration.class);
        configuration.setEndpoints(List.of(new FluxEndpoint("one")));
        configuration.setPollSchedule("backoff");
        String message = "pollSchedule: sometimes is not allowed; it must be 'learned' or 'backoff'";

        assertThatThrownBy(() -> jenkins.forms()
                        .configure(
                                configuration,
                                Map.of("endpoints", List.of(Map.of("name", "two")), "pollSchedule", "sometimes")))
                .isInstanceOf(Descriptor.FormException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> configuration.setPollSchedule("sometimes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(configuration.getPollSchedule()).isEqualTo("backoff");
        assertThat(configuration.getEndpoints())
                .extracting(FluxEndpoint::getName)
                .containsExactly("one");
    }

    @Test
    void emptiedNumbersOfAnEndpointMeanTheDefaults() throws Exception {
        FluxGenerateConfiguration configuration = jenkins.configuration(FluxGenerateConfiguration.class);

        jenkins.forms()
                .configure(
                        configuration,
                        Map.of(
                                "endpoints",
                                List.of(Map.of("name", "one", "maxConcurrent", "", "runTimeoutSeconds", ""))));

        assertThat(configuration.endpoint("one").getMaxConcurrent()).isEqualTo(8);
        assertThat(configuration.endpoint("one").getRunTimeoutSeconds()).isEqualTo(300);
    }

    @Test
    void endpointsWithTheSameNameAreNotSaved() {
        FluxGenerateConfiguration configuration = jenkins.configuration(FluxGenerateConfiguration.class);
        configuration.setEndpoints(List.of(new FluxEndpoint("one")));
        String message = "name: two is not allowed; it must be different for each endpoint";

        assertThatThrownBy(() -> jenkins.forms()
                        .configure(
                                configuration,
                                Map.of("endpoints", List.of(Map.of("name", "two"), Map.of("name", " two ")))))
                .isInstanceOf(Descriptor.FormException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> configuration.setEndpoints(List.of(new FluxEndpoint("two"), new FluxEndpoint("two"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(configuration.getEndpoints())
                .extracting(FluxEndpoint::getName)
                .containsExactly("one");
    }
}
