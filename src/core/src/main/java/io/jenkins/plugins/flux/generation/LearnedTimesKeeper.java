package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.schedule.LearnedSchedule;
import io.jenkins.plugins.flux.schedule.LearnedTimes;
import io.jenkins.plugins.flux.threads.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the learned times in a file: reads it once, and writes changes at most every ten minutes and at the end. Times
 * that are lost when the process is killed are learned again.
 */
final class LearnedTimesKeeper {

    private static final Logger LOGGER = Logger.getLogger(LearnedTimesKeeper.class.getName());

    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Path file;
    private final LearnedSchedule schedule;
    private final EventLoop loop;
    private final Executor workers;
    private LearnedTimes written = LearnedTimes.none();

    LearnedTimesKeeper(Path file, LearnedSchedule schedule, EventLoop loop, Executor workers) {
        this.file = file;
        this.schedule = schedule;
        this.loop = loop;
        this.workers = workers;
    }

    void begin() {
        loop.whenDone(CompletableFuture.supplyAsync(() -> LearnedTimes.read(file), workers), (learned, failure) -> {
            if (failure == null) {
                written = learned;
                schedule.remember(learned);
            }
        });
        loop.schedule(PAUSE, this::writeAndComeBack);
    }

    private void writeAndComeBack() {
        LearnedTimes learned = schedule.learned();
        workers.execute(() -> write(learned));
        loop.schedule(PAUSE, this::writeAndComeBack);
    }

    /** Writes for the last time; waits up to a second for the loop to provide the learned times. */
    void end() {
        try {
            write(CompletableFuture.supplyAsync(schedule::learned, loop).get(1, TimeUnit.SECONDS));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notTold) {
            LOGGER.log(Level.FINE, "The latest job times were not saved", notTold);
        }
    }

    private synchronized void write(LearnedTimes learned) {
        if (learned.equals(written)) {
            return;
        }
        try {
            learned.write(file);
            written = learned;
        } catch (IOException full) {
            LOGGER.log(Level.INFO, "The learned job times could not be saved to " + file, full);
        }
    }
}
