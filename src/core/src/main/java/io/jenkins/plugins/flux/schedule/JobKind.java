package io.jenkins.plugins.flux.schedule;

import io.jenkins.plugins.flux.queue.QueueEndpoint;

/**
 * Jobs that take about the same time.
 *
 * @param endpoint the service and the model
 * @param width of the image, in pixels
 * @param height of the image, in pixels
 */
public record JobKind(QueueEndpoint endpoint, int width, int height) {

    /** As it is called in the file of learned times; without spaces. */
    String key() {
        return endpoint.submitUrl() + "#" + width + "x" + height;
    }
}
