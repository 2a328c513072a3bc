package io.jenkins.plugins.flux.threads;

import java.time.Duration;

/**
 * The limits of a {@link WorkPool}.
 *
 * @param threads maximum number, not counting those that hang
 * @param share how many of them one owner may use; with 1, its work is done in order
 * @param hangsAfter when a thread that has not returned is replaced by another
 * @param limit when work times out: after waiting this long for a thread, or running this long on one
 */
public record WorkLimits(int threads, int share, Duration hangsAfter, Duration limit) {

    public WorkLimits {
        if (threads < 1 || share < 1 || hangsAfter.toNanos() < 1 || limit.compareTo(hangsAfter) < 0) {
            throw new IllegalArgumentException(
                    "WorkLimits: needs threads, share and hangsAfter > 0, limit >= hangsAfter");
        }
    }
}
