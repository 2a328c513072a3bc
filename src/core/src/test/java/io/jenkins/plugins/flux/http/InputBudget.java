package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What reading one input from outside may cost: memory in proportion to the input, and processor time that nobody notices. Both
 * are those of the reading thread, so that a busy machine changes neither.
 */
public final class InputBudget {
    private static final long FIXED_BYTES = 4L * 1024 * 1024;
    private static final long BYTES_PER_BYTE = 200;
    private static final Duration CPU = Duration.ofSeconds(2);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private InputBudget() {}

    /** Runs the reading of an input of so many bytes, and fails if it is too dear. */
    public static void hold(int inputBytes, Reading reading) throws Exception {
        long allowed = FIXED_BYTES + BYTES_PER_BYTE * inputBytes;
        Cost cost = Cost.of(reading);
        if (cost.bytes() > allowed || cost.nanos() > CPU.toNanos()) {
            cost = Cost.of(reading); // the first time, classes are loaded too
        }
        assertThat(cost.bytes()).as("bytes allocated").isLessThanOrEqualTo(allowed);
        assertThat(cost.nanos()).as("nanoseconds of processor time").isLessThanOrEqualTo(CPU.toNanos());
    }

    /** Reads one input. */
    @FunctionalInterface
    public interface Reading {
        void run() throws Exception;
    }

    /** What this thread has used. */
    private record Cost(long bytes, long nanos) {
        static Cost of(Reading reading) throws Exception {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long nanos = THREADS.getCurrentThreadCpuTime();
            reading.run();
            return new Cost(
                    THREADS.getCurrentThreadAllocatedBytes() - bytes, THREADS.getCurrentThreadCpuTime() - nanos);
        }
    }
}
