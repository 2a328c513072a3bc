package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.simulator.Fault;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Given a process that ends while a job waits, the next one finds it with the key and the endpoint that are there by
 * then.
 */
class ResumeElsewhereTest extends GeneratorContract {

    @BeforeEach
    void aJobWaits() {
        harness.simulator.faults().add(Fault.queue(Duration.ofMillis(800)));
    }

    @Test
    void withTheKeyOfToday() throws Exception {
        String key = harness.simulator.apiKey();
        startUntilSubmitted();
        harness.keys = () -> {
            throw new KeyUnavailableException("the vault is sealed");
        };
        Batch batch = harness.restart();
        await().until(() -> !harness.events(ImageEvent.Retrying.class).isEmpty());

        harness.keys = () -> ApiKey.of(key);

        assertThat(harness.await(harness.restart()).isComplete()).isTrue();
        assertThat(batch.outcome()).isNotDone();
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
    }

    @Test
    void whereTheEndpointIsToday() throws Exception {
        startUntilSubmitted();
        URI old = harness.simulator.baseUrl();
        URI other = URI.create(old.toString().replace("127.0.0.1", "localhost"));

        Batch batch = harness.baseUrl(other).restartAtEndpoint();

        assertThat(harness.await(batch).isComplete()).isTrue();
        assertThat(batch.plan().endpoint().baseUrl()).hasHost("localhost");
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
    }

    private void startUntilSubmitted() throws Exception {
        harness.startJournaled("apple");
        await().until(() -> JournaledBatch.read(harness.journalFile())
                        .history()
                        .images()
                        .get(0)
                        .state()
                == ImageState.SUBMITTED);
    }
}
