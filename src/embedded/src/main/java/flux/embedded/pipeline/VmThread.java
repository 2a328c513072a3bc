package flux.embedded.pipeline;

import flux.embedded.SlowCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;

/** The thread on which all of a Pipeline runs. Blocking it stops all branches, so that is recorded. */
final class VmThread {
    private final ExecutorService executor;
    private final ScheduledExecutorService timer;
    private final Duration limit;
    private final List<SlowCall> slowCalls = new ArrayList<>();
    private volatile boolean over;

    /** @param as user as whom the Pipeline runs */
    VmThread(String name, Authentication as, ScheduledExecutorService timer, Duration limit) {
        this.timer = timer;
        this.limit = limit;
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(RunAs.of(as, task), "Running " + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs an action later on the VM thread, in order; does nothing once the build has ended or Jenkins is shut down.
     */
    void execute(Runnable task) {
        // A step may report to a build that is over, as in Jenkins.
        execute(task, () -> {});
    }

    /** Runs one action later on the VM thread, or the other on any thread if the VM thread has ended. */
    void execute(Runnable task, Runnable otherwise) {
        try {
            executor.execute(() -> (over ? otherwise : task).run());
        } catch (RejectedExecutionException ended) {
            otherwise.run();
        }
    }

    /** Calls a step and measures how long it takes. May be called on any thread that a step must not block. */
    <T> T watch(String step, String method, Callable<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        List<String> stack = new ArrayList<>();
        ScheduledFuture<?> sample = timer.schedule(
                () -> {
                    synchronized (stack) {
                        Stream.of(thread.getStackTrace()).map(String::valueOf).forEach(stack::add);
                    }
                },
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
        long start = System.nanoTime();
        try {
            return call.call();
        } finally {
            sample.cancel(false);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            if (taken.compareTo(limit) > 0) {
                synchronized (stack) {
                    note(new SlowCall(step, method, taken, stack.stream().collect(Collectors.joining("\n\tat "))));
                }
            }
        }
    }

    private void note(SlowCall call) {
        synchronized (slowCalls) {
            slowCalls.add(call);
        }
    }

    List<SlowCall> slowCalls() {
        synchronized (slowCalls) {
            return List.copyOf(slowCalls);
        }
    }

    void shutDown() {
        over = true;
        executor.shutdown();
    }

    /** Waits for actions on the VM thread after {@link #shutDown}; false if they take too long. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
