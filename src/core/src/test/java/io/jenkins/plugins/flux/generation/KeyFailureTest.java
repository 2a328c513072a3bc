package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Given a key that is missing, refused or changed, it is looked up again once, and the result is reported. */
class KeyFailureTest extends GeneratorContract {

    @Test
    void aMissingKeyFailsTheImageWithTheHostsWords() throws Exception {
        harness.keys = () -> {
            throw new KeyUnavailableException("credentialsId: no such credential");
        };

        assertThat(failureOf("apple").message()).isEqualTo("credentialsId: no such credential");
        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isZero();
    }

    @Test
    void aKeyThatWasRotatedMeanwhileIsLookedUpAgain() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        harness.keys = () -> ApiKey.of(lookUps.getAndIncrement() == 0 ? "the-old-key" : harness.simulator.apiKey());

        assertThat(harness.generate("apple").isComplete()).isTrue();

        assertThat(lookUps).hasValue(2);
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
    }

    @Test
    void aKeyThatIsRefusedIsNotTriedTwice() throws Exception {
        harness.keys = () -> ApiKey.of("not-the-key");

        failureOf("apple");

        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isEqualTo(1);
    }

    @Test
    void aKeyIsNotLookedUpForEveryPoll() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        harness.keys = () -> {
            lookUps.incrementAndGet();
            return ApiKey.of(harness.simulator.apiKey());
        };
        harness.simulator.faults().add(Fault.run(Duration.ofMillis(500)));

        harness.generate("apple", "pear");

        assertThat(lookUps).hasValue(1);
    }

    @Test
    void aKeyThatCannotBeLookedUpForAWhileDoesNotEndAJob() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        harness.keys = () -> {
            if (lookUps.incrementAndGet() == 2) {
                throw new IllegalStateException("the vault is sealed");
            }
            return ApiKey.of(harness.simulator.apiKey());
        };
        harness.simulator.faults().add(Fault.status(401).on(Operation.STATUS).once());

        assertThat(harness.generate("apple").isComplete()).isTrue();
    }
}
