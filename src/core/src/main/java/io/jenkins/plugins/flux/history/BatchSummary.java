package io.jenkins.plugins.flux.history;

import java.util.ArrayList;
import java.util.List;

/**
 * How many images of a batch are in each phase; an immutable snapshot.
 *
 * @param waiting not submitted yet
 * @param queued accepted by the service, not seen running yet
 * @param running seen running
 * @param delivering complete at the service, not stored yet
 * @param stored in the store
 * @param lost failed, canceled or unknown
 */
public record BatchSummary(int waiting, int queued, int running, int delivering, int stored, int lost) {

    /** All images of the batch. */
    public int total() {
        return waiting + queued + running + delivering + stored + lost;
    }

    /** A short phrase; not localized, as thread dumps are not. */
    public String inWords() {
        List<String> parts = new ArrayList<>();
        add(parts, waiting, "waiting");
        add(parts, queued, "queued");
        add(parts, running, "running");
        add(parts, delivering, "being stored");
        add(parts, stored, "stored");
        add(parts, lost, "not made");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
