package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepArgumentsTest {

    @Test
    void everyParameterOfTheStepIsKnown() {
        assertThatCode(() -> StepArguments.check(Map.of("prompt", "x", "width", 1, "keepOnAbort", true)))
                .doesNotThrowAnyException();
    }

    @Test
    void aMisspelledNameIsRefusedInsteadOfPayingForTheDefault() {
        assertThatThrownBy(() -> StepArguments.check(Map.of("widht", 512)))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith(
                        "widht: there is no such parameter; the parameters are archive, credentialsId, ");
    }

    @Test
    void aMisspelledNameInABatchIsRefusedWithItsEntry() {
        assertThatThrownBy(() ->
                        StepArguments.check(Map.of("images", List.of(Map.of("prompt", "x"), Map.of("promt", "x")))))
                .hasMessageStartingWith("images[1].promt: there is no such parameter");
    }

    @Test
    void imagesMustBeAListOfMaps() {
        assertThatThrownBy(() -> StepArguments.check(Map.of("images", "x")))
                .hasMessageStartingWith("images: 'x' is not allowed; it must be a list of maps");
        assertThatThrownBy(() -> StepArguments.check(Map.of("images", List.of("x"))))
                .hasMessageStartingWith("images[0]: 'x' is not allowed; it must be a map");
        assertThatThrownBy(() -> StepArguments.check(Map.of("images", List.of())))
                .hasMessageStartingWith("images: an empty list is not allowed");
    }
}
