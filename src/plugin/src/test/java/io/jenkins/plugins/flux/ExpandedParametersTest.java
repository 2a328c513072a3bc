package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpandedParametersTest {

    private final ExpandedParameters expanded = new ExpandedParameters(new EnvVars("SUBJECT", "apple", "SIDE", "512"));

    @Test
    void variablesInTextAndNumbersAreReplaced() {
        FluxGenerateStep given = new FluxGenerateStep();
        given.setPrompt("An ${SUBJECT}");
        given.setOutput("$SUBJECT.jpg");
        given.setWidth("${SIDE}");

        FluxGenerateStep result = expanded.of(given);

        assertThat(result.getPrompt()).isEqualTo("An apple");
        assertThat(result.getOutput()).isEqualTo("apple.jpg");
        assertThat(result.getWidth()).isEqualTo(512);
    }

    @Test
    void variablesInABatchAreReplaced() {
        FluxGenerateImage entry = new FluxGenerateImage();
        entry.setPrompt("Two ${SUBJECT}s");
        entry.setHeight("${SIDE}");
        FluxGenerateStep given = new FluxGenerateStep();
        given.setImages(List.of(entry));

        FluxGenerateImage result = expanded.of(given).getImages().get(0);

        assertThat(result.getPrompt()).isEqualTo("Two apples");
        assertThat(result.getHeight()).isEqualTo(512);
        assertThat(result.getSeed()).isNull();
    }

    @Test
    void everyOtherParameterIsKept() {
        FluxGenerateStep given = EveryParameter.ofAStep();
        given.setImages(List.of(EveryParameter.ofAnEntry(), new FluxGenerateImage()));
        given.setCredentialsId("${KEY}");

        assertThat(expanded.of(given)).usingRecursiveComparison().isEqualTo(given);
    }
}
