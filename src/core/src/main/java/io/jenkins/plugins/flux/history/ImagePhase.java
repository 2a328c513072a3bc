package io.jenkins.plugins.flux.history;

/** Where an image stands, as far as a person cares. */
public enum ImagePhase {
    /** Not submitted yet. */
    WAITING,
    /** Taken by the service and not seen running. */
    QUEUED,
    /** Seen running. */
    RUNNING,
    /** Complete at the service and on its way. */
    DELIVERING,
    /** In the store. */
    STORED,
    /** Failed, canceled or unknown. */
    LOST;

    public static ImagePhase of(ImageHistory image) {
        return switch (image.state()) {
            case PLANNED, SUBMITTING -> WAITING;
            // A job that is being canceled keeps running until the service says otherwise.
            case SUBMITTED, CANCELING ->
                image.job().flatMap(ImageHistory.Job::running).isPresent() ? RUNNING : QUEUED;
            case COMPLETED -> DELIVERING;
            case STORED -> STORED;
            case FAILED, CANCELED, UNKNOWN -> LOST;
        };
    }
}
