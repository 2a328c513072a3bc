package io.jenkins.plugins.flux.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a simulator was asked and what became of it. All methods may be called from any thread; what they return does
 * not change later. An exchange is recorded before its answer is sent, so whoever has read the answer finds it here.
 *
 * <p>The newest exchanges and finished jobs are kept, as many as {@link SimulatorSettings#historyLimit()} says; counts
 * go on beyond. Calls to {@code /simulator/…} are not recorded.
 *
 * <p>The {@code await…} methods return as soon as their condition holds and throw {@link SimulatorTimeoutException} if
 * it does not in time or if the thread is interrupted (its interrupt flag stays set).
 */
public interface SimulatorRecord {
    /** The exchanges, oldest first. */
    List<Exchange> exchanges();

    /** The exchanges of an operation, oldest first. */
    default List<Exchange> exchanges(Operation operation) {
        return exchanges().stream()
                .filter(exchange -> exchange.operation() == operation)
                .toList();
    }

    /** The jobs, oldest first. */
    List<JobRecord> jobs();

    /** The job with this id. */
    Optional<JobRecord> job(String requestId);

    /** How many calls an operation had, refused ones included. */
    int calls(Operation operation);

    /** How many jobs were taken, whether or not the caller learned of it. */
    int submittedCount();

    /** How many jobs ended {@code CANCELED} because of a cancel. */
    int canceledCount();

    /** How many cancels of known jobs were asked, whatever the answer was. */
    int cancelsAsked();

    /** How often the status of a job was asked; 0 for an unknown id. */
    default int polls(String requestId) {
        return job(requestId).map(JobRecord::polls).orElse(0);
    }

    /** How many jobs are queued or running now. */
    int jobsLeftRunning();

    /** The most jobs that ran at the same time. */
    int maxConcurrentJobs();

    /** The most jobs that were queued or running at the same time. */
    int maxUnfinishedJobs();

    /** The most calls that were being answered at the same time, both hosts together; never more than 32. */
    int maxConcurrentCalls();

    /**
     * True if the image host saw a known key, in plain, URL-encoded or Base64 text, or any {@code Authorization}
     * header.
     */
    boolean keySeenAtImageHost();

    /**
     * Waits until a condition holds; it is checked after each change and must be quick.
     *
     * @param what the condition in words, for the message of the exception
     */
    void await(String what, Predicate<SimulatorRecord> condition, Duration timeout);

    /** Waits until at least this many jobs were taken, and returns the jobs. */
    default List<JobRecord> awaitJobs(int count, Duration timeout) {
        await(count + " jobs", record -> record.submittedCount() >= count, timeout);
        return jobs();
    }

    /** Waits until a job has reached a state, and returns it; it may have left the state again. */
    default JobRecord awaitState(String requestId, JobState state, Duration timeout) {
        await("job " + requestId + " " + state, record -> hasReached(record, requestId, state), timeout);
        return job(requestId).orElseThrow();
    }

    /** Waits until an operation had at least this many calls, refused ones included. */
    default void awaitCalls(Operation operation, int count, Duration timeout) {
        await(count + " calls of " + operation, record -> record.calls(operation) >= count, timeout);
    }

    /** Waits until no job is queued or running. */
    default void awaitAllFinished(Duration timeout) {
        await("no job queued or running", record -> record.jobsLeftRunning() == 0, timeout);
    }

    private static boolean hasReached(SimulatorRecord record, String requestId, JobState state) {
        return record.job(requestId).filter(job -> job.reached(state)).isPresent();
    }
}
