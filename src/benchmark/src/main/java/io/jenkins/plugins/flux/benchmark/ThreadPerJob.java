package io.jenkins.plugins.flux.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What the peers have in common: a thread for each job, which waits until its image is there. */
final class ThreadPerJob implements AutoCloseable {

    /** How the names of its threads begin. */
    static final String NAME = "thread-per-job";

    private static final int SECONDS_TO_END = 60;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, NAME));

    /** Makes the image of a prompt. */
    interface Job {
        void generate(int number, String prompt) throws IOException, InterruptedException;
    }

    /** Returns when all have ended; throws when one has failed. */
    void run(List<String> prompts, Job job) throws IOException, InterruptedException {
        List<Future<?>> jobs = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            int number = i;
            jobs.add(threads.submit(() -> {
                job.generate(number, prompts.get(number));
                return null;
            }));
        }
        ExecutionException first = null;
        for (Future<?> each : jobs) {
            try {
                each.get();
            } catch (ExecutionException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw new IOException(first.getCause());
        }
    }

    /** Ends them all, so that the next measurement in this process begins without them. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                throw new IllegalStateException("threads of a peer have not ended");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
