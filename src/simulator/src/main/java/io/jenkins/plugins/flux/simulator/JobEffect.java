package io.jenkins.plugins.flux.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** How a job behaves, decided when it is accepted. {@link Fault} has a factory for each. */
public sealed interface JobEffect extends Effect {
    /** The job waits at least this long before it starts. */
    record QueueLatency(Latency latency) implements JobEffect {
        /** Checks the arguments. */
        public QueueLatency {
            Objects.requireNonNull(latency, "latency");
        }
    }

    /** The job runs this long. */
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

    /** What a cancel of the job does. */
    sealed interface Canceling extends JobEffect {
        @Override
        default Class<? extends Effect> kind() {
            return Canceling.class;
        }
    }

    /** The job completes just before a cancel is processed, which is then answered 400. */
    record CancelTooLate() implements Canceling {}

    /** A cancel is answered 202, but the job completes nevertheless. */
    record CancelIgnored() implements Canceling {}

    /** A cancel is answered 202, but takes effect only after the delay, unless the job has completed by then. */
    record CancelDelayed(Duration delay) implements Canceling {
        /** Checks the arguments. */
        public CancelDelayed {
            LatencyText.check(delay);
        }
    }

    /** The result has this shape. */
    record Shape(ResultShape shape) implements JobEffect {
        /** Checks the arguments. */
        public Shape {
            Objects.requireNonNull(shape, "shape");
        }
    }

    /** The job generates several images; their seeds count up from the effective seed. */
    record Outputs(int count) implements JobEffect {
        /** Checks the arguments. */
        public Outputs {
            Check.that(count >= 1 && count <= 16, "a job makes 1 to 16 images, not " + count);
        }
    }

    /** The images have this size, but the result names the requested size. */
    record ImageSize(int width, int height) implements JobEffect {
        /** Checks the arguments. */
        public ImageSize {
            Check.that(
                    Math.min(width, height) >= 1 && Math.max(width, height) <= 4096,
                    "an image side is 1 to 4096 pixels");
        }
    }

    /** The files are complete images and at least this large; decoders skip the padding. */
    record LargeImage(int bytes) implements JobEffect {
        /** Maximum size, so files fit into memory. */
        public static final int MOST_BYTES = 64 * 1024 * 1024;

        /** Checks the arguments. */
        public LargeImage {
            Check.that(bytes >= 1 && bytes <= MOST_BYTES, "a large image has 1 to " + MOST_BYTES + " bytes");
        }
    }

    /**
     * A file has the right magic bytes, but is garbage otherwise: that of this output, counted from 1, or all files if
     * 0.
     */
    record CorruptImage(int output) implements JobEffect {
        /** Checks the arguments. */
        public CorruptImage {
            Check.that(output >= 0 && output <= 16, "outputs are counted from 1 to 16, not " + output);
        }
    }

    /** Status and result of a successful job have this JSON as {@code error}. */
    record ErrorField(String json) implements JobEffect {
        /** Checks the arguments. */
        public ErrorField {
            Objects.requireNonNull(json, "json");
        }
    }

    /**
     * In the answer to a submit, the URLs of these operations ({@code STATUS}, {@code RESULT}, {@code CANCEL}) are at
     * the image host.
     */
    record ForeignLinks(Set<Operation> links) implements JobEffect {
        /** The operations with a URL in the answer to a submit. */
        public static final Set<Operation> ALL = Set.of(Operation.STATUS, Operation.RESULT, Operation.CANCEL);

        /** Copies and checks the set. */
        public ForeignLinks {
            links = Set.copyOf(links);
            Check.that(!links.isEmpty() && ALL.containsAll(links), "links are of STATUS, RESULT or CANCEL: " + links);
        }
    }

    /** The result has this URL instead of the image's own. */
    record ImageUrl(URI uri) implements JobEffect {
        /** Checks the arguments. */
        public ImageUrl {
            Objects.requireNonNull(uri, "uri");
        }
    }

    /** Image URLs stop working after a time or a number of downloads; the next result has fresh ones. */
    record ExpiringImage(Duration lifetime, int downloads, int status) implements JobEffect {
        /** Checks the arguments. */
        public ExpiringImage {
            LatencyText.check(lifetime);
            Check.that(downloads >= 0, "downloads must not be negative: " + downloads);
            Check.errorStatus(status);
        }
    }
}
