package io.jenkins.plugins.flux.history;

/** The phase of an image, as users see it. */
public enum ImagePhase {
    /** Not submitted yet. */
    WAITING,
    /** Accepted by the service, not seen running yet. */
    QUEUED,
    /** Seen running. */
    RUNNING,
    /** Complete at the service, not stored yet. */
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
