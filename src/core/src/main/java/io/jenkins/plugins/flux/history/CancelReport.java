package io.jenkins.plugins.flux.history;

/**
 * The outcome of a cancel.
 *
 * @param result how the cancel ended
 * @param message one line for a person, with the request id where there is one
 */
public record CancelReport(Result result, String message) {

    /** The ways in which a cancel can end. */
    public enum Result {
        /** Nothing had been sent for this image. */
        NOT_SUBMITTED,
        /** The service accepted the cancel. */
        ACCEPTED,
        /** The job was complete before the cancel arrived: it is paid for. */
        TOO_LATE,
        /** The service does not know the job, or not for this key. */
        NOT_FOUND,
        /** No usable answer in time: the job may continue and be billed. */
        FAILED
    }
}
