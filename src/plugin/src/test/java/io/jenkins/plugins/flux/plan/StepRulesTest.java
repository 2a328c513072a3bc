package io.jenkins.plugins.flux.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flux.queue.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepRulesTest {

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertThat(StepRules.TIMEOUT_SECONDS.read(null)).isNull();
        assertThat(StepRules.TIMEOUT_SECONDS.read(" ")).isNull();
        assertThat(StepRules.ON_FAILURE.read(null)).isEqualTo(StepRules.FAIL);
        assertThat(StepRules.ARCHIVE.read(null)).isTrue();
    }

    @Test
    void theLimitsOfACountAreAllowed() {
        assertThat(StepRules.TIMEOUT_SECONDS.read(1)).isEqualTo(1);
        assertThat(StepRules.TIMEOUT_SECONDS.read("604800")).isEqualTo(604_800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "604801", "1.5", "ten", "1e3", "99999999999"})
    void anotherCountIsRefusedWithItsRule(String value) {
        assertThatThrownBy(() -> StepRules.TIMEOUT_SECONDS.read(value))
                .hasMessage("timeoutSeconds: " + value + " is not allowed; it must be a whole number from 1 to 604800");
    }

    @Test
    void aChoiceIsOneOfItsWords() {
        assertThat(StepRules.ON_FAILURE.read("unstable")).isEqualTo(StepRules.UNSTABLE);
        assertThat(StepRules.ON_LOST_SUBMIT.read("resubmit")).isEqualTo(StepRules.RESUBMIT);
        assertThatThrownBy(() -> StepRules.ON_FAILURE.read("resubmit"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("onFailure: resubmit is not allowed; it must be 'fail' or 'unstable'");
    }

    @ParameterizedTest
    @CsvSource({"a.png, true", "a/../b/./c.png, true", "/a.png, false", "a/../../b.png, false", "C:/a.png, false"})
    void anImagePromptIsInsideTheWorkspace(String path, boolean isInside) {
        if (isInside) {
            assertThat(StepRules.IMAGE_PROMPT.read(" " + path)).isEqualTo(path);
        } else {
            assertThatThrownBy(() -> StepRules.IMAGE_PROMPT.read(path))
                    .hasMessage("imagePrompt: " + path + " is not allowed; it must be a path inside the workspace");
        }
    }
}
