package io.jenkins.plugins.flux.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DemoServiceTest {
    @Test
    void isASimulatorWhenNothingElseIsNamed() throws Exception {
        try (DemoService service = DemoService.choose(null, " ")) {
            assertThat(service.baseUrl()).startsWith("http://127.0.0.1:");
            assertThat(service.description()).isEqualTo("a simulator at " + service.baseUrl());
        }
    }

    @Test
    void isTheServiceThatIsNamed() throws Exception {
        try (DemoService service = DemoService.choose("https://service.example/model", "KEY")) {
            assertThat(service.baseUrl()).isEqualTo("https://service.example/model");
            assertThat(service.key()).isEqualTo("KEY");
            assertThat(service.description()).isEqualTo("https://service.example/model");
        }
    }

    @Test
    void needsAddressAndKey() {
        assertThatThrownBy(() -> DemoService.choose("https://service.example/model", null))
                .hasMessageContaining("missing is -Dflux.apiKey");
        assertThatThrownBy(() -> DemoService.choose(null, "KEY"))
                .hasMessageContaining("missing is -Dflux.baseUrl")
                .hasMessageNotContaining("KEY");
    }
}
