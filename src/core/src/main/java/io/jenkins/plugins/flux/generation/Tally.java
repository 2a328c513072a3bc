package io.jenkins.plugins.flux.generation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the images of a run by phase. Changed on the {@link EventLoop}; the snapshot is read from any thread. */
final class Tally {

    /** Where an image stands, as far as a person cares. */
    enum Phase {
        WAITING,
        QUEUED,
        RUNNING,
        DELIVERING,
        STORED,
        LOST
    }

    private final Map<Phase, Integer> counts = new EnumMap<>(Phase.class);
    private volatile RunSummary summary;

    Tally(List<ImageHistory> images) {
        images.forEach(image -> counts.merge(phaseOf(image), 1, Integer::sum));
        summary = snapshot();
    }

    static Phase phaseOf(ImageHistory image) {
        return switch (image.state()) {
            case PLANNED, SUBMITTING -> Phase.WAITING;
            case SUBMITTED -> image.job().flatMap(ImageHistory.Job::running).isPresent() ? Phase.RUNNING : Phase.QUEUED;
            case CANCELING -> Phase.QUEUED;
            case COMPLETED -> Phase.DELIVERING;
            case STORED -> Phase.STORED;
            case FAILED, CANCELED, UNKNOWN -> Phase.LOST;
        };
    }

    void move(Phase from, Phase to) {
        if (from != to) {
            counts.merge(from, -1, Integer::sum);
            counts.merge(to, 1, Integer::sum);
            summary = snapshot();
        }
    }

    RunSummary summary() {
        return summary;
    }

    private RunSummary snapshot() {
        return new RunSummary(
                count(Phase.WAITING),
                count(Phase.QUEUED),
                count(Phase.RUNNING),
                count(Phase.DELIVERING),
                count(Phase.STORED),
                count(Phase.LOST));
    }

    private int count(Phase phase) {
        return counts.getOrDefault(phase, 0);
    }
}
