package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.flux.execution.BatchExecution;
import io.jenkins.plugins.flux.execution.BuildPlace;
import io.jenkins.plugins.flux.record.BuildImages;
import io.jenkins.plugins.flux.simulator.Fault;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A build that hangs or is busy does not keep others from getting an answer. */
class HungBuildsTest extends RestartContract {

    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Semaphore caught = new Semaphore(0);

    @AfterEach
    void letGo() {
        over.countDown();
    }

    /** Blocks until the test is over. */
    private void hang() {
        caught.release();
        while (true) {
            try {
                over.await();
                return;
            } catch (InterruptedException doesNotHelp) {
                // As in the kernel.
            }
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void workspacesThatHangKeepNoOtherBuildFromMakingImages() throws Exception {
        for (String job : List.of("first", "second")) {
            Run<?, ?> build = jenkins.runPipeline(job, "sleep 600").run();
            for (int step = 0; step < 4; step++) {
                BatchExecution.start("hung-" + step, step("An apple"), new Place(build) {
                    @Override
                    public FilePath workspace() {
                        hang();
                        return null;
                    }
                });
            }
        }
        assertThat(caught.tryAcquire(4, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        runningBuild();

        BatchExecution other = BatchExecution.start("other", step("An apple"), new Place(run()));

        assertThat(get(other.report()).failure()).isEmpty();
        assertThat(record.submittedCount()).isEqualTo(1);
    }

    @Test
    void thePageOfABuildDoesNotWaitForAStepThatHangs() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));
        BatchExecution batch = BatchExecution.start("step", step("An apple"), new Place(run()));
        Awaitility.await().until(() -> record.submittedCount() == 1);
        GeneratedImagesAction action = (GeneratedImagesAction) BuildImages.of(run());
        Thread buildEnds = new Thread(action::interrupt, "build-ends");

        synchronized (batch) {
            buildEnds.start();
            Awaitility.await().until(() -> buildEnds.getState() == Thread.State.BLOCKED);

            assertThat(CompletableFuture.supplyAsync(action::isRunning).get(5, TimeUnit.SECONDS))
                    .isTrue();
        }

        buildEnds.join();
        assertThat(get(batch.report()).failure()).isPresent();
    }

    @Test
    void aStepThatIsBeginningCanBeAbortedWhileThePageOfItsBuildHangs() throws Exception {
        runningBuild();
        simulator.faults().add(Fault.queue(LONG));
        CountDownLatch isWatched = new CountDownLatch(1);
        CountDownLatch isAboutToStart = new CountDownLatch(1);
        CountDownLatch isPageAsked = new CountDownLatch(1);
        Run<?, ?> build = run();
        BatchExecution batch = BatchExecution.start("step", step("An apple"), new Place(build) {
            @Override
            public FilePath workspace() {
                await(isWatched);
                return null;
            }
        });
        // Dependent actions run on the thread that is about to start the batch.
        CompletableFuture<Void> journaled = batch.journaled().thenRun(() -> {
            isAboutToStart.countDown();
            await(isPageAsked);
        });
        isWatched.countDown();
        await(isAboutToStart);
        GeneratedImagesAction action = (GeneratedImagesAction) BuildImages.of(build);

        synchronized (action) {
            isPageAsked.countDown();
            Awaitility.await().until(() -> record.submittedCount() == 1);

            CompletableFuture.runAsync(batch::cancel).get(5, TimeUnit.SECONDS);
        }

        get(journaled);
        assertThat(get(batch.report()).failure()).isPresent();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static class Place implements BuildPlace {

        private final Run<?, ?> build;

        Place(Run<?, ?> build) {
            this.build = build;
        }

        @Override
        public Run<?, ?> run() {
            return build;
        }

        @Override
        public TaskListener listener() {
            return TaskListener.NULL;
        }

        @Override
        public FilePath workspace() {
            return null;
        }
    }
}
