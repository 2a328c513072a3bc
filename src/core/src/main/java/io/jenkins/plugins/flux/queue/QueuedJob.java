package io.jenkins.plugins.flux.queue;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A job at the service, and its addresses, all of the endpoint's origin. They are kept as text: thousands of jobs may
 * wait, and a URI takes several times the memory.
 */
public final class QueuedJob {
    private final String requestId;
    private final String statusUrl;
    private final String responseUrl;
    private final String cancelUrl;
    private final OptionalInt queuePosition;

    private QueuedJob(String requestId, URI statusUrl, URI responseUrl, URI cancelUrl, OptionalInt queuePosition) {
        this.requestId = requestId;
        this.statusUrl = statusUrl.toString();
        this.responseUrl = responseUrl.toString();
        this.cancelUrl = cancelUrl.toString();
        this.queuePosition = queuePosition;
    }

    /**
     * Creates a job from its request id; the addresses follow from the endpoint.
     *
     * @throws QueueException of kind PROTOCOL if the id cannot be part of an address
     */
    public static QueuedJob of(QueueEndpoint endpoint, String requestId) {
        return new QueuedJob(
                requestId,
                endpoint.statusUrl(requestId),
                endpoint.responseUrl(requestId),
                endpoint.cancelUrl(requestId),
                OptionalInt.empty());
    }

    /**
     * Creates a job with addresses as named by the service.
     *
     * @throws QueueException of kind PROTOCOL, with the request id, if one is of another origin than the endpoint,
     *     where the key must not go; or if the id is unusable
     */
    public static QueuedJob of(
            QueueEndpoint endpoint, String requestId, URI statusUrl, URI responseUrl, URI cancelUrl) {
        return of(endpoint, requestId, statusUrl, responseUrl, cancelUrl, OptionalInt.empty());
    }

    static QueuedJob of(
            QueueEndpoint endpoint,
            String requestId,
            URI statusUrl,
            URI responseUrl,
            URI cancelUrl,
            OptionalInt queuePosition) {
        RequestIds.check(requestId);
        for (URI address : List.of(statusUrl, responseUrl, cancelUrl)) {
            Origins.check(endpoint, address, requestId);
        }
        return new QueuedJob(requestId, statusUrl, responseUrl, cancelUrl, queuePosition);
    }

    /** The service's id of the job. */
    public String requestId() {
        return requestId;
    }

    /** Where the job is polled. */
    public URI statusUrl() {
        return URI.create(statusUrl);
    }

    /** Where the result is fetched. */
    public URI responseUrl() {
        return URI.create(responseUrl);
    }

    /** Where the job is canceled. */
    public URI cancelUrl() {
        return URI.create(cancelUrl);
    }

    /** The position in the queue when the request was accepted, if the service reported it. */
    public OptionalInt queuePosition() {
        return queuePosition;
    }

    /** Equal if id and addresses are; the position in the queue is out of date. */
    @Override
    public boolean equals(Object other) {
        return other instanceof QueuedJob job
                && requestId.equals(job.requestId)
                && statusUrl.equals(job.statusUrl)
                && responseUrl.equals(job.responseUrl)
                && cancelUrl.equals(job.cancelUrl);
    }

    @Override
    public int hashCode() {
        return Objects.hash(requestId, statusUrl, responseUrl, cancelUrl);
    }

    @Override
    public String toString() {
        return "QueuedJob[" + requestId + "]";
    }
}
