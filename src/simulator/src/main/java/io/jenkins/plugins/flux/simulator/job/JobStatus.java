package io.jenkins.plugins.flux.simulator.job;

import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.JobState;
import java.time.Duration;
import java.util.Optional;

/**
 * The status of a job at one moment.
 *
 * @param state its state
 * @param position how many queued jobs are ahead of it
 * @param error why it failed or was canceled
 * @param errorMessage the error in words
 * @param runTime how long it ran, once it has ended
 */
public record JobStatus(
        JobState state, int position, Optional<ErrorType> error, String errorMessage, Duration runTime) {
    /** Whether it ended with images. */
    public boolean succeeded() {
        return state == JobState.SUCCEEDED;
    }
}
