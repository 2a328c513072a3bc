package io.jenkins.plugins.flux.history;

/**
 * How many images of a run stand where; an immutable snapshot.
 *
 * @param waiting not submitted yet
 * @param queued taken by the service and not seen running
 * @param running seen running
 * @param delivering complete at the service and on their way
 * @param stored in the store
 * @param lost failed, canceled or unknown
 */
public record BatchSummary(int waiting, int queued, int running, int delivering, int stored, int lost) {

    /** All images of the run. */
    public int total() {
        return waiting + queued + running + delivering + stored + lost;
    }
}
