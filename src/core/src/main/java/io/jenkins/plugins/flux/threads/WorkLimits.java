package io.jenkins.plugins.flux.threads;

import java.time.Duration;

/**
 * How much a {@link WorkPool} has of everything.
 *
 * @param threads at most, not counting those that hang
 * @param share how many of them an owner has at most; with 1, its work is done in order
 * @param hangsAfter when another thread makes up for one that does not come back
 * @param limit when work is given up: so long after it was to get a thread, and once more after it got one
 */
public record WorkLimits(int threads, int share, Duration hangsAfter, Duration limit) {

    public WorkLimits {
        if (threads < 1 || share < 1 || hangsAfter.toNanos() < 1 || limit.compareTo(hangsAfter) < 0) {
            throw new IllegalArgumentException(
                    "WorkLimits: needs threads, share and hangsAfter > 0, limit >= hangsAfter");
        }
    }
}
