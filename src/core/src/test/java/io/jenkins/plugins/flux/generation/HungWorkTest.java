package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.http.SilentNameServer;
import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.threads.Hang;
import io.jenkins.plugins.flux.threads.WorkLimits;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Given a store, a console, a vault or a disk that hangs, its own builds suffer and no others. */
@Timeout(120)
class HungWorkTest extends GeneratorContract {

    private static final Duration PATIENCE = GeneratorHarness.PATIENCE;

    private final Hang hang = new Hang();

    @AfterEach
    void letGo() {
        hang.close();
    }

    /** Of another owner each time. */
    private ImageStore hungStore() {
        return new OtherStore(new DirectoryStore(directory)) {
            @Override
            public void store(String name, StoredImage image) throws IOException, InterruptedException {
                hang.here();
                super.store(name, image);
            }
        };
    }

    private Batch hungRun(String prompt) {
        harness.store = hungStore();
        Batch batch = harness.start(prompt);
        harness.store = new DirectoryStore(directory);
        return batch;
    }

    @Test
    void storesThatHangKeepNobodyElseFromMakingImagesOrFromBeingAborted() throws Exception {
        for (int i = 0; i < 4; i++) {
            hungRun("hung " + i);
        }
        hang.awaitCaught(4, PATIENCE);

        try (Simulator elsewhere = Simulator.start()) {
            harness.keys = () -> ApiKey.of(elsewhere.apiKey());
            assertThat(harness.baseUrl(elsewhere.baseUrl()).generate("apple").isComplete())
                    .isTrue();
        }
        harness.keys = () -> ApiKey.of(harness.simulator.apiKey());
        harness.simulator.faults().whenPrompt("pear", Fault.queue(Duration.ofMinutes(1)));
        Batch aborted = harness.baseUrl(harness.simulator.baseUrl()).start("pear");
        harness.simulator.record().awaitJobs(5, PATIENCE);
        aborted.cancel();
        ImageOutcome.Canceled outcome =
                (ImageOutcome.Canceled) harness.await(aborted).images().get(0);
        assertThat(outcome.report().result()).isEqualTo(CancelReport.Result.ACCEPTED);
    }

    @Test
    void aNameServerThatHangsKeepsNobodyElseFromMakingImages() throws Exception {
        WorkPool threads =
                new WorkPool("flux-http", "the network", new WorkLimits(2, 2, PATIENCE, Duration.ofMinutes(10)));
        try (SilentNameServer names = new SilentNameServer();
                HttpAccess http = names.access(threads)) {
            harness.generator.close();
            harness.generator = new Generator(http, GeneratorHarness.FAST);
            Batch hung = harness.baseUrl(URI.create("http://" + SilentNameServer.HOST + "/"))
                    .start("one", "two", "three", "four", "five");

            assertThat(harness.baseUrl(harness.simulator.baseUrl())
                            .generate("apple")
                            .isComplete())
                    .isTrue();
            hung.cancel();
        } finally {
            threads.close();
        }
    }

    @Test
    void consolesThatHangKeepNobodyElsesStepFromEnding() throws Exception {
        Batch first = withHungConsole("first");
        Batch second = withHungConsole("second");
        hang.awaitCaught(2, PATIENCE);

        harness.store = new OtherStore(new DirectoryStore(directory));
        assertThat(harness.generate("apple").isComplete()).isTrue();

        // Nor do they keep their own step from ending without end.
        assertThat(harness.await(first).isComplete()).isTrue();
        assertThat(harness.await(second).isComplete()).isTrue();
    }

    private Batch withHungConsole(String prompt) {
        BatchPlan plan = harness.plan(GeneratorHarness.image(prompt));
        return harness.start(plan, new OtherStore(new DirectoryStore(directory)), event -> hang.here());
    }

    @Test
    void aVaultThatHangsHoldsNoPlaceAtItsEndpoint() throws Exception {
        harness.maxConcurrent(200);
        harness.store = new OtherStore(new DirectoryStore(directory));
        harness.keys = () -> {
            hang.here();
            throw new KeyUnavailableException("too late");
        };
        harness.start(prompts("hung"));
        hang.awaitCaught(1, PATIENCE);

        harness.keys = () -> ApiKey.of(harness.simulator.apiKey());
        harness.store = new OtherStore(new DirectoryStore(directory));
        // So many that both would have had their turn at all places.
        assertThat(harness.generate(prompts("apple")).isComplete()).isTrue();
    }

    /** More than an endpoint has places for calls. */
    private static String[] prompts(String what) {
        return IntStream.range(0, 100).mapToObj(i -> what + " " + i).toArray(String[]::new);
    }

    @Test
    void aVaultThatHangsFailsItsImagesAfterAWhile() throws Exception {
        harness.keys = () -> {
            hang.here();
            throw new KeyUnavailableException("too late");
        };

        assertThat(failureOf("apple").message()).isEqualTo("the credentials provider did not answer within 3 seconds");
        assertThat(harness.simulator.record().submittedCount()).isZero();
    }

    @Test
    void aStoreThatHangsOnceIsGivenTheImageAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        harness.store = new OtherStore(new DirectoryStore(directory)) {
            @Override
            public void store(String name, StoredImage image) throws IOException, InterruptedException {
                if (calls.getAndIncrement() == 0) {
                    hang.here();
                }
                super.store(name, image);
            }
        };

        assertThat(harness.generate("apple").isComplete()).isTrue();

        assertThat(calls).hasValue(2);
        assertThat(harness.simulator.record().submittedCount()).isEqualTo(1);
        assertThat(harness.events(ImageEvent.Retrying.class))
                .extracting(ImageEvent.Retrying::reason)
                .contains("the image store did not answer within 3 seconds");
    }

    @Test
    void anAbortedImageInAHungStoreIsReportedAsPaidFor() throws Exception {
        Batch batch = hungRun("apple");
        hang.awaitCaught(1, PATIENCE);

        batch.cancel();

        assertThat(((ImageOutcome.Failed) harness.await(batch).images().get(0)).message())
                .contains("it could not be stored before the cancel timed out")
                .contains("paid for");
    }

    @Test
    void aJournalThatHangsHoldsNoPlaceAtItsEndpointForLong() throws Exception {
        harness.maxConcurrent(200);
        Batch hung = harness.start((image, entry) -> new CompletableFuture<>(), prompts("hung"));

        assertThat(harness.generate("apple").isComplete()).isTrue();

        assertThat(harness.await(hung).images())
                .allSatisfy(outcome -> assertThat(((ImageOutcome.Failed) outcome).message())
                        .startsWith("the journal could not be written within 3 seconds"));
        assertThat(harness.simulator.record().calls(Operation.SUBMIT)).isEqualTo(1);
    }

    /** Of an owner of its own. */
    private static class OtherStore implements ImageStore {

        private final DirectoryStore store;

        OtherStore(DirectoryStore store) {
            this.store = store;
        }

        @Override
        public Path temporaryDirectory() throws IOException {
            return store.temporaryDirectory();
        }

        @Override
        public void store(String name, StoredImage image) throws IOException, InterruptedException {
            store.store(name, image);
        }

        @Override
        public String keepAnswer(String requestId, String answer) throws IOException {
            return store.keepAnswer(requestId, answer);
        }
    }
}
