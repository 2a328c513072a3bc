package io.jenkins.plugins.flux.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** A way in which a job behaves, settled when it is taken. {@link Fault} has a factory for each. */
public sealed interface JobEffect extends Effect {
    /** The job waits that long, at least, before it starts. */
    record QueueLatency(Latency latency) implements JobEffect {
        /** Checks the arguments. */
        public QueueLatency {
            Objects.requireNonNull(latency, "latency");
        }
    }

    /** The job runs that long. */
    record RunLatency(Latency latency) implements JobEffect {
        /** Checks the arguments. */
        public RunLatency {
            Objects.requireNonNull(latency, "latency");
        }
    }

    /** The job ends with an error when its run is over. */
    record JobError(ErrorType type, String message) implements JobEffect {
        /** Checks the arguments. */
        public JobError {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(message, "message");
        }
    }

    /** What a cancel of the job leads to. */
    sealed interface Canceling extends JobEffect {
        @Override
        default Class<? extends Effect> kind() {
            return Canceling.class;
        }
    }

    /** The job completes just before a cancel is looked at, which is then answered 400. */
    record CancelTooLate() implements Canceling {}

    /** A cancel is answered 202, and the job completes as if nobody had asked. */
    record CancelIgnored() implements Canceling {}

    /** A cancel is answered 202, and takes effect only later, unless the job has completed by then. */
    record CancelDelayed(Duration delay) implements Canceling {
        /** Checks the arguments. */
        public CancelDelayed {
            LatencyText.check(delay);
        }
    }

    /** The result has another shape. */
    record Shape(ResultShape shape) implements JobEffect {
        /** Checks the arguments. */
        public Shape {
            Objects.requireNonNull(shape, "shape");
        }
    }

    /** The job makes several images; each has a seed of its own, counted up from the effective seed. */
    record Outputs(int count) implements JobEffect {
        /** Checks the arguments. */
        public Outputs {
            Check.that(count >= 1 && count <= 16, "a job makes 1 to 16 images, not " + count);
        }
    }

    /** The images have another size than asked; the result names the size that was asked. */
    record ImageSize(int width, int height) implements JobEffect {
        /** Checks the arguments. */
        public ImageSize {
            Check.that(
                    Math.min(width, height) >= 1 && Math.max(width, height) <= 4096,
                    "an image side is 1 to 4096 pixels");
        }
    }

    /** The files are whole and at least this large: whoever decodes them passes over what makes them so. */
    record LargeImage(int bytes) implements JobEffect {
        /** The largest file, so that it can be made in memory. */
        public static final int MOST_BYTES = 64 * 1024 * 1024;

        /** Checks the arguments. */
        public LargeImage {
            Check.that(bytes >= 1 && bytes <= MOST_BYTES, "a large image has 1 to " + MOST_BYTES + " bytes");
        }
    }

    /** A file has the right first bytes and rubbish behind them: the one of this output, counted from 1, or with 0 each. */
    record CorruptImage(int output) implements JobEffect {
        /** Checks the arguments. */
        public CorruptImage {
            Check.that(output >= 0 && output <= 16, "outputs are counted from 1 to 16, not " + output);
        }
    }

    /** Where the job has succeeded, status and result have an {@code error} all the same: this JSON. */
    record ErrorField(String json) implements JobEffect {
        /** Checks the arguments. */
        public ErrorField {
            Objects.requireNonNull(json, "json");
        }
    }

    /**
     * The create answer's URLs of these operations ({@code STATUS}, {@code RESULT}, {@code CANCEL}) name the image
     * host.
     */
    record ForeignLinks(Set<Operation> links) implements JobEffect {
        /** The operations that have a URL in the create answer. */
        public static final Set<Operation> ALL = Set.of(Operation.STATUS, Operation.RESULT, Operation.CANCEL);

        /** Copies and checks the set. */
        public ForeignLinks {
            links = Set.copyOf(links);
            Check.that(!links.isEmpty() && ALL.containsAll(links), "links are of STATUS, RESULT or CANCEL: " + links);
        }
    }

    /** The result names this URL instead of the image's own. */
    record ImageUrl(URI uri) implements JobEffect {
        /** Checks the arguments. */
        public ImageUrl {
            Objects.requireNonNull(uri, "uri");
        }
    }

    /** Image URLs stop working after a time or a number of downloads; the next result names fresh ones. */
    record ExpiringImage(Duration lifetime, int downloads, int status) implements JobEffect {
        /** Checks the arguments. */
        public ExpiringImage {
            LatencyText.check(lifetime);
            Check.that(downloads >= 0, "downloads must not be negative: " + downloads);
            Check.errorStatus(status);
        }
    }
}
