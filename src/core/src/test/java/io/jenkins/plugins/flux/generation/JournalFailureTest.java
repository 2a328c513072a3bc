package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.Journal;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.simulator.Operation;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Given a journal that cannot be written, nothing new is paid for, and what is paid for is delivered all the same. */
class JournalFailureTest extends GeneratorContract {

    private static final String FULL = "journal.jsonl could not be written: No space left on device";

    @Test
    void whatCannotBeJournaledIsNotSubmitted() throws Exception {
        ImageOutcome outcome = harness.await(harness.start(without(JournalEntry.Submitting.class), "apple"))
                .images()
                .get(0);

        assertThat(outcome).isInstanceOf(ImageOutcome.Failed.class);
        assertThat(((ImageOutcome.Failed) outcome).message()).isEqualTo(FULL);
        assertThat(((ImageOutcome.Failed) outcome).paid()).isFalse();
        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isZero();
    }

    @Test
    void aJobWhoseIdCannotBeJournaledContinuesAndIsReported() throws Exception {
        BatchOutcome outcome = harness.await(harness.start(without(JournalEntry.Submitted.class), "apple"));

        assertThat(outcome.isComplete()).isTrue();
        assertThat(harness.events(ImageEvent.NotJournaled.class))
                .extracting(ImageEvent.NotJournaled::reason)
                .containsExactly(FULL);
    }

    @Test
    void anEndThatCannotBeJournaledIsReportedAllTheSame() throws Exception {
        BatchOutcome outcome = harness.await(harness.start(without(JournalEntry.Ended.class), "apple"));

        assertThat(outcome.isComplete()).isTrue();
        assertThat(harness.storedFiles()).containsExactly("apple.jpg");
    }

    private static Journal without(Class<? extends JournalEntry> lost) {
        return (image, entry) -> lost.isInstance(entry)
                ? CompletableFuture.failedFuture(new IOException(FULL))
                : CompletableFuture.completedFuture(null);
    }
}
