package io.jenkins.plugins.flux.history;

import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans of which the images alone matter. */
final class Plans {

    private Plans() {}

    static BatchPlan of(QueueEndpoint endpoint, PlannedImage... images) {
        Duration limit = Duration.ofSeconds(1);
        return new BatchPlan(
                "service",
                endpoint,
                1,
                List.of(images),
                new Deadlines(limit, limit, limit, Optional.empty()),
                false,
                false,
                false);
    }
}
