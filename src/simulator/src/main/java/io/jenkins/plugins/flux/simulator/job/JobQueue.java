package io.jenkins.plugins.flux.simulator.job;

import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.JobEffect;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Latency;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Lets jobs wait, run and end. No thread waits for a job: each has one timer at a time. Of the jobs that have waited
 * long enough, the oldest runs as soon as a slot is free.
 */
public final class JobQueue {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Monitor monitor;
    private final JobTable table;
    private final ScheduledExecutorService scheduler;
    private final QueueSettings settings;
    private final TreeMap<Long, Job> queued = new TreeMap<>();
    private final TreeMap<Long, Job> ready = new TreeMap<>();

    /** Creates an empty queue of the table's jobs. */
    public JobQueue(Monitor monitor, JobTable table, ScheduledExecutorService scheduler, QueueSettings settings) {
        this.monitor = monitor;
        this.table = table;
        this.scheduler = scheduler;
        this.settings = settings;
    }

    /** Accepts a job. */
    public Job submit(Order order) {
        return monitor.change(() -> {
            Job job = table.add(order);
            queued.put(job.number(), job);
            Latency latency = job.effects()
                    .find(JobEffect.QueueLatency.class)
                    .map(JobEffect.QueueLatency::latency)
                    .orElse(settings.queueLatency());
            schedule(job, latency.sample(random(job, "queue")), () -> becomeReady(job));
            return job;
        });
    }

    /** Returns the status of a job. */
    public JobStatus status(Job job) {
        return monitor.read(() -> job.status(
                job.state() == JobState.QUEUED ? queued.headMap(job.number()).size() : 0));
    }

    /** Cancels a job, unless its effects prevent that. */
    public CancelAnswer cancel(Job job) {
        return monitor.change(() -> {
            if (!isUnfinished(job)) {
                return CancelAnswer.ALREADY_COMPLETED;
            }
            JobEffect.Canceling effect =
                    job.effects().find(JobEffect.Canceling.class).orElse(null);
            if (effect instanceof JobEffect.CancelTooLate) {
                complete(job);
                return CancelAnswer.ALREADY_COMPLETED;
            }
            if (effect instanceof JobEffect.CancelDelayed delayed) {
                after(delayed.delay(), () -> endByCancel(job));
            } else if (effect == null) {
                endByCancel(job);
            }
            return CancelAnswer.CANCELLATION_REQUESTED;
        });
    }

    /** Drops all jobs. */
    public void clear() {
        monitor.change(() -> {
            queued.clear();
            ready.clear();
            table.clear();
        });
    }

    private void becomeReady(Job job) {
        ready.put(job.number(), job);
        startNext();
    }

    private void startNext() {
        while (table.counts().running() < settings.slots() && !ready.isEmpty()) {
            Job job = ready.pollFirstEntry().getValue();
            queued.remove(job.number());
            table.start(job);
            Latency latency = job.effects()
                    .find(JobEffect.RunLatency.class)
                    .map(JobEffect.RunLatency::latency)
                    .orElse(settings.runLatency());
            schedule(job, latency.sample(random(job, "run")), () -> complete(job));
        }
    }

    private void complete(Job job) {
        var error = job.effects().find(JobEffect.JobError.class);
        error.ifPresent(failure -> job.failWith(failure.type(), failure.message()));
        end(job, error.isPresent() ? JobState.FAILED : JobState.SUCCEEDED);
    }

    private void endByCancel(Job job) {
        if (isUnfinished(job)) {
            job.failWith(ErrorType.CANCELED, ErrorType.CANCELED.defaultMessage());
            end(job, JobState.CANCELED);
        }
    }

    private void end(Job job, JobState state) {
        job.stopTimer();
        queued.remove(job.number());
        ready.remove(job.number());
        table.finish(job, state);
        startNext();
    }

    private void schedule(Job job, Duration delay, Runnable action) {
        job.timer(after(delay, () -> {
            if (isUnfinished(job)) {
                action.run();
            }
        }));
    }

    /** Timers and calls may come just after the job has ended or was forgotten. */
    private boolean isUnfinished(Job job) {
        return table.contains(job) && !job.state().isTerminal();
    }

    private Future<?> after(Duration delay, Runnable action) {
        return scheduler.schedule(() -> monitor.change(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A generator for each use, so a job's latencies do not depend on what other jobs draw. */
    private RandomGenerator random(Job job, String use) {
        return new SplittableRandom(settings.seed() ^ Objects.hash(job.number(), use) * SPREAD);
    }
}
