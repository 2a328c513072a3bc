package io.jenkins.plugins.flux.queue;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A service that generates images at once, a client of it, and a request. */
@Timeout(20)
abstract class QueueClientFixture {
    static final String SECRET = "sk-test/0123456789+=";
    static final ApiKey KEY = ApiKey.of(SECRET);
    static final ImageRequest FOX = ImageRequest.of(Map.of(PROMPT, "a fox", WIDTH, 256, HEIGHT, 256));

    static Simulator simulator;
    static QueueClient client;

    @BeforeAll
    static void startSimulator() throws IOException {
        simulator = Simulator.start(SimulatorSettings.builder()
                .key(SECRET)
                .queue(Duration.ZERO)
                .run(Duration.ZERO)
                .build());
        client = client(simulator.baseUrl());
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    static QueueClient client(URI baseUrl) {
        return new QueueClient(new QueueEndpoint(baseUrl, "flux_pro_11"), HttpAccess.direct());
    }

    static QueueException failureOf(CompletableFuture<?> call) {
        Throwable thrown = catchThrowable(call::get);
        assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(QueueException.class);
        return (QueueException) thrown.getCause();
    }
}
