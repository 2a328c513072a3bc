package io.jenkins.plugins.flux.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ParameterTextTest {

    @Test
    void nothingAndBlankTextMeanNotGiven() {
        assertThat(ParameterText.of(null)).isNull();
        assertThat(ParameterText.of("")).isNull();
        assertThat(ParameterText.of("  ")).isNull();
    }

    @Test
    void numbersAndTextAreKeptAsTheyWereWritten() {
        assertThat(ParameterText.of(1024)).isEqualTo("1024");
        assertThat(ParameterText.of(" 1024 ")).isEqualTo("1024");
        assertThat(ParameterText.of(new BigInteger("123456789012345678901234567890")))
                .isEqualTo("123456789012345678901234567890");
        assertThat(ParameterText.of("wide")).isEqualTo("wide");
    }

    @Test
    void textThatIsANumberIsShownAsOne() {
        assertThat(ParameterText.toLiteral(null)).isNull();
        assertThat(ParameterText.toLiteral("1024")).isEqualTo(1024);
        assertThat(ParameterText.toLiteral("-7")).isEqualTo(-7);
        assertThat(ParameterText.toLiteral("2147483648")).isEqualTo(2147483648L);
        assertThat(ParameterText.toLiteral("123456789012345678901234567890"))
                .isEqualTo("123456789012345678901234567890");
        assertThat(ParameterText.toLiteral("wide")).isEqualTo("wide");
    }
}
