package io.jenkins.plugins.flux.threads;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** A disk, console or agent that does not answer before the test is over; an interrupt does not help, as usual. */
public final class Hang implements AutoCloseable {

    private final CountDownLatch over = new CountDownLatch(1);
    private final Semaphore caught = new Semaphore(0);

    /** Blocks until {@link #close()}. */
    public void here() {
        caught.release();
        boolean isInterrupted = false;
        while (true) {
            try {
                over.await();
                break;
            } catch (InterruptedException ignored) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until this many more threads hang here. */
    public void awaitCaught(int threads, Duration patience) throws InterruptedException {
        Assertions.assertThat(caught.tryAcquire(threads, patience.toMillis(), TimeUnit.MILLISECONDS))
                .as(threads + " threads hang")
                .isTrue();
    }

    @Override
    public void close() {
        over.countDown();
    }
}
