package io.jenkins.plugins.flux.history;

import io.jenkins.plugins.flux.threads.EventLoop;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the images of a batch by phase. Changed on the {@link EventLoop}; the snapshot is read from any thread. */
public final class Tally {

    private final Map<ImagePhase, Integer> counts = new EnumMap<>(ImagePhase.class);
    private volatile BatchSummary summary;

    public Tally(List<ImageHistory> images) {
        images.forEach(image -> counts.merge(ImagePhase.of(image), 1, Integer::sum));
        summary = snapshot();
    }

    public void move(ImagePhase from, ImagePhase to) {
        if (from != to) {
            counts.merge(from, -1, Integer::sum);
            counts.merge(to, 1, Integer::sum);
            summary = snapshot();
        }
    }

    public BatchSummary summary() {
        return summary;
    }

    private BatchSummary snapshot() {
        return new BatchSummary(
                count(ImagePhase.WAITING),
                count(ImagePhase.QUEUED),
                count(ImagePhase.RUNNING),
                count(ImagePhase.DELIVERING),
                count(ImagePhase.STORED),
                count(ImagePhase.LOST));
    }

    private int count(ImagePhase phase) {
        return counts.getOrDefault(phase, 0);
    }
}
