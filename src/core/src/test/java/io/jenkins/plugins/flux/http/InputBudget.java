package io.jenkins.plugins.flux.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What reading one input from outside may cost: memory in proportion to the input, and processor time that nobody notices. Both are
 * those of the reading thread, so that a busy machine changes neither.
 */
public final class InputBudget {
    private static final long FIXED_BYTES = 4L * 1024 * 1024;
    private static final long BYTES_PER_BYTE = 200;
    private static final Duration CPU = Duration.ofSeconds(2);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private InputBudget() {}

    /** Runs the reading of an input of so many bytes, and fails if it was too dear. */
    public static void hold(int inputBytes, Reading reading) throws Exception {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = THREADS.getCurrentThreadCpuTime();
        try {
            reading.run();
        } finally {
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            long nanos = THREADS.getCurrentThreadCpuTime() - cpu;
            assertThat(bytes).as("bytes allocated").isLessThan(FIXED_BYTES + BYTES_PER_BYTE * inputBytes);
            assertThat(nanos).as("nanoseconds of processor time").isLessThan(CPU.toNanos());
        }
    }

    /** Reads one input. */
    @FunctionalInterface
    public interface Reading {
        void run() throws Exception;
    }
}
