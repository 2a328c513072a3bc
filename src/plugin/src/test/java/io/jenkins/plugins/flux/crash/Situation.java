package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.time.Duration;
import java.util.List;

/** What happens to the first build of a life, so that it reaches the point at which its host is to be killed. */
enum Situation {
    PLAIN,
    ABORTED,
    NOT_TAKEN,
    ANSWER_LOST,
    ANSWER_LOST_AND_RESUBMITTED,
    JOB_FAILS,
    CANCEL_REFUSED;

    private static final Duration LONGER_THAN_UNTIL_THE_ABORT = Duration.ofSeconds(5);

    boolean isAborted() {
        return this == ABORTED || this == CANCEL_REFUSED;
    }

    /** Faults of the service for that build. */
    List<Fault> faults() {
        return switch (this) {
            case PLAIN -> List.of();
            case ABORTED -> List.of(Fault.queue(LONGER_THAN_UNTIL_THE_ABORT));
            case NOT_TAKEN -> List.of(Fault.status(503).on(Operation.SUBMIT).once());
            case ANSWER_LOST, ANSWER_LOST_AND_RESUBMITTED ->
                List.of(Fault.answerLostAfterAccept().once());
            case JOB_FAILS ->
                List.of(Fault.jobError(ErrorType.INFERENCE_FAILURE).once());
            case CANCEL_REFUSED ->
                List.of(
                        Fault.queue(LONGER_THAN_UNTIL_THE_ABORT),
                        Fault.status(403).on(Operation.CANCEL).once());
        };
    }
}
