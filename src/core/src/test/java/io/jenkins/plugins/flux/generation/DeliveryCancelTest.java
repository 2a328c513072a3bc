package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Given an abort when a job is complete, its image is stored, or the message says where it is. */
class DeliveryCancelTest extends CancelContract {

    @Test
    void anImageOnItsWayHomeIsGivenUpWithAWordOnWhereItIs() throws Exception {
        harness.simulator.faults().add(Fault.stalledBody(100));
        Batch batch = harness.start("apple");
        record.awaitCalls(Operation.IMAGE, 1, GeneratorHarness.PATIENCE);

        assertReported(abort(batch), CancelReport.Result.TOO_LATE);
        assertThat(record.cancelsReceived()).isZero();
        assertThat(harness.storedFiles()).isEmpty();
    }

    @Test
    void anImageThatTheStoreHasBegunToTakeInIsStored() throws Exception {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch aborted = new CountDownLatch(1);
        ImageStore directory = harness.store;
        harness.store = new ImageStore() {
            @Override
            public Path temporaryDirectory() throws IOException {
                return directory.temporaryDirectory();
            }

            @Override
            public void store(String name, StoredImage image) throws IOException, InterruptedException {
                storing.countDown();
                aborted.await();
                directory.store(name, image);
            }

            @Override
            public String keepAnswer(String requestId, String answer) throws IOException, InterruptedException {
                return directory.keepAnswer(requestId, answer);
            }
        };
        Batch batch = harness.start("apple");
        storing.await();

        batch.cancel();
        aborted.countDown();

        assertThat(harness.await(batch).isComplete()).isTrue();
        assertThat(harness.storedFiles()).containsExactly("apple.jpg");
    }

    @Test
    void anImageOnItsWayHomeIsStoredWhenThePlanKeepsIt() throws Exception {
        harness.simulator.faults().add(Fault.slowBody(20_000));
        Batch batch = harness.keepOnAbort().start("apple");
        record.awaitCalls(Operation.IMAGE, 1, GeneratorHarness.PATIENCE);

        assertThat(abort(batch)).isInstanceOf(ImageOutcome.Stored.class);
    }

    @Test
    void anImageThatCannotBeStoredInTimeIsReportedAsPaidFor() throws Exception {
        harness.simulator.faults().add(Fault.stalledBody(100));
        Batch batch = harness.keepOnAbort().start("apple");
        record.awaitCalls(Operation.IMAGE, 1, GeneratorHarness.PATIENCE);

        ImageOutcome outcome = abort(batch);

        assertThat(outcome).isInstanceOf(ImageOutcome.Failed.class);
        assertThat(((ImageOutcome.Failed) outcome).paid()).isTrue();
    }

    @Test
    void anAbortAfterTheEndChangesNothing() throws Exception {
        Batch batch = harness.start("apple");
        harness.await(batch);

        assertThat(abort(batch)).isInstanceOf(ImageOutcome.Stored.class);
        assertThat(record.calls(Operation.CANCEL)).isZero();
    }
}
