package io.jenkins.plugins.flux.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that has happened at a simulator. Thread-safe; returned values never change. An exchange is recorded before its
 * answer is sent, so a caller who has the answer finds it here.
 *
 * <p>Only the newest exchanges and finished jobs are kept, up to {@link SimulatorSettings#historyLimit()}; counts
 * include all. Calls to {@code /simulator/…} are not recorded.
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

    /** Number of calls of an operation, including refused ones. */
    int calls(Operation operation);

    /** Number of jobs accepted, whether or not the caller learned about it. */
    int submittedCount();

    /** Number of jobs that ended {@code CANCELED} because of a cancel. */
    int canceledCount();

    /** Number of cancels of known jobs, whatever the answer. */
    int cancelsReceived();

    /** How often a job was polled; 0 for an unknown id. */
    default int polls(String requestId) {
        return job(requestId).map(JobRecord::polls).orElse(0);
    }

    /** Number of jobs that are queued or running now. */
    int jobsLeftRunning();

    /** Maximum number of jobs that ran at the same time. */
    int maxConcurrentJobs();

    /** Maximum number of jobs that were queued or running at the same time. */
    int maxUnfinishedJobs();

    /** Maximum number of calls that were answered at the same time at both hosts; at most 32. */
    int maxConcurrentCalls();

    /**
     * Whether the image host received a known key, be it plain, URL-encoded or in Base64, or any {@code Authorization}
     * header.
     */
    boolean keySeenAtImageHost();

    /**
     * Waits until a condition holds; it is checked after each change and must be quick.
     *
     * @param what describes the condition in the message of the exception
     */
    void await(String what, Predicate<SimulatorRecord> condition, Duration timeout);

    /** Waits until at least this many jobs were accepted, and returns them. */
    default List<JobRecord> awaitJobs(int count, Duration timeout) {
        await(count + " jobs", record -> record.submittedCount() >= count, timeout);
        return jobs();
    }

    /** Waits until a job has reached a state, and returns it; it may already have left that state. */
    default JobRecord awaitState(String requestId, JobState state, Duration timeout) {
        await("job " + requestId + " " + state, record -> hasReached(record, requestId, state), timeout);
        return job(requestId).orElseThrow();
    }

    /** Waits until an operation had at least this many calls, including refused ones. */
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
