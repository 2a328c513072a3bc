package io.jenkins.plugins.flux.simulator;

/** The values of {@code error_type} in the status of a job that failed. */
public enum ErrorType {
    INFERENCE_FAILURE("The model failed to generate an image"),
    INFERENCE_TIMEOUT("The model did not answer in time"),
    REQUEST_INVALID("The model refused the request as invalid"),
    CONTENT_BLOCKED("The request was blocked by content moderation"),
    CANCELED("The request was canceled"),
    INTERNAL_SERVER_ERROR("Runtime execution failed");

    private final String defaultMessage;

    ErrorType(String defaultMessage) {
        this.defaultMessage = defaultMessage;
    }

    /** The default text of {@code error}. */
    public String defaultMessage() {
        return defaultMessage;
    }
}
