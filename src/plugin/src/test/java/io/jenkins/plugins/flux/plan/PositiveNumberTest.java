package io.jenkins.plugins.flux.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositiveNumberTest {

    @Test
    void whatIsNotGivenIsEmpty() {
        assertThat(PositiveNumber.check("timeoutSeconds", null)).isEmpty();
        assertThat(PositiveNumber.check("timeoutSeconds", " ")).isEmpty();
    }

    @Test
    void theLimitsAreAllowed() {
        assertThat(PositiveNumber.check("timeoutSeconds", 1)).hasValue(1);
        assertThat(PositiveNumber.check("timeoutSeconds", "604800")).hasValue(604_800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "604801", "1.5", "ten", "1e3", "99999999999"})
    void anythingElseIsRefusedWithItsRule(String value) {
        assertThatThrownBy(() -> PositiveNumber.check("timeoutSeconds", value))
                .hasMessage("timeoutSeconds: " + value + " is not allowed; it must be a whole number from 1 to 604800");
    }
}
