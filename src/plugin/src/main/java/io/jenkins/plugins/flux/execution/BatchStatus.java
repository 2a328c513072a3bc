package io.jenkins.plugins.flux.execution;

import io.jenkins.plugins.flux.history.BatchSummary;
import java.util.ArrayList;
import java.util.List;

/** A short phrase on where the images of a step stand; not localised, as thread dumps are not. */
final class BatchStatus {

    private BatchStatus() {}

    static String of(BatchSummary summary) {
        List<String> parts = new ArrayList<>();
        add(parts, summary.waiting(), "waiting");
        add(parts, summary.queued(), "queued");
        add(parts, summary.running(), "running");
        add(parts, summary.delivering(), "being stored");
        add(parts, summary.stored(), "stored");
        add(parts, summary.lost(), "not made");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
