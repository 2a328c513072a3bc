package io.jenkins.plugins.flux.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has happened to a job so far; an immutable snapshot.
 *
 * @param requestId the id in the answer to the submit
 * @param model the model id
 * @param keyName the key that submitted it
 * @param parameters as submitted, with defaults
 * @param submittedAt when it was accepted
 * @param changes every state with its time, {@code QUEUED} first
 * @param error why it failed or was canceled
 * @param polls how often it was polled
 * @param cancels all cancels, with their answers
 * @param resultFetches when its result was fetched
 * @param imageDownloads when one of its images was downloaded
 */
public record JobRecord(
        String requestId,
        String model,
        String keyName,
        JobParameters parameters,
        Instant submittedAt,
        List<StateChange> changes,
        Optional<ErrorType> error,
        int polls,
        List<CancelAttempt> cancels,
        List<Instant> resultFetches,
        List<Instant> imageDownloads) {

    /** A state and when the job entered it. */
    public record StateChange(JobState state, Instant at) {}

    /**
     * A cancel of the job.
     *
     * @param at when it arrived
     * @param status the HTTP status of the answer, or {@link Exchange#NO_ANSWER}
     * @param answer what the service decided, such as {@code CANCELLATION_REQUESTED}; empty if a fault prevented the
     *     call
     */
    public record CancelAttempt(Instant at, int status, String answer) {}

    /** Copies the lists. */
    public JobRecord {
        changes = List.copyOf(changes);
        cancels = List.copyOf(cancels);
        resultFetches = List.copyOf(resultFetches);
        imageDownloads = List.copyOf(imageDownloads);
    }

    /** The current state. */
    public JobState state() {
        return changes.get(changes.size() - 1).state();
    }

    /** Whether the job is or was in a state. */
    public boolean reached(JobState state) {
        return changes.stream().anyMatch(change -> change.state() == state);
    }
}
