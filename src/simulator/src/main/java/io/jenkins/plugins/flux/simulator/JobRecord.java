package io.jenkins.plugins.flux.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a job so far; a snapshot that does not change.
 *
 * @param requestId the id that the create answer named
 * @param model the model id
 * @param keyName the key that submitted it
 * @param parameters what was asked
 * @param submittedAt when it was taken
 * @param changes every state with its time, {@code QUEUED} first
 * @param error why it failed or was canceled
 * @param polls how often its status was asked
 * @param cancels every cancel that was asked, with its answer
 * @param resultFetches when its result was asked
 * @param imageDownloads when one of its images was asked
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
     * @param at when it was asked
     * @param status the HTTP status that was sent, or {@link Exchange#NO_ANSWER}
     * @param answer what the service decided, such as {@code CANCELLATION_REQUESTED}; empty if a fault kept the call
     *     from it
     */
    public record CancelAttempt(Instant at, int status, String answer) {}

    /** Copies the lists. */
    public JobRecord {
        changes = List.copyOf(changes);
        cancels = List.copyOf(cancels);
        resultFetches = List.copyOf(resultFetches);
        imageDownloads = List.copyOf(imageDownloads);
    }

    /** The state now. */
    public JobState state() {
        return changes.get(changes.size() - 1).state();
    }

    /** True if the job is in the state or passed through it. */
    public boolean reached(JobState state) {
        return changes.stream().anyMatch(change -> change.state() == state);
    }
}
