package io.jenkins.plugins.flux.simulator.job;

import io.jenkins.plugins.flux.simulator.JobRecord;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The jobs by id, and their numbers. Forgets the oldest finished jobs beyond a limit. */
public final class JobTable {
    private final Monitor monitor;
    private final int finishedLimit;
    private final Consumer<String> forgotten;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Deque<Job> finished = new ArrayDeque<>();
    private JobCounts counts = JobCounts.NONE;

    /**
     * Creates an empty table.
     *
     * @param forgotten receives the id of every job that is dropped
     */
    public JobTable(Monitor monitor, int finishedLimit, Consumer<String> forgotten) {
        this.monitor = monitor;
        this.finishedLimit = finishedLimit;
        this.forgotten = forgotten;
    }

    /** Finds a job by its id. */
    public Optional<Job> find(String requestId) {
        return monitor.read(() -> Optional.ofNullable(jobs.get(requestId)));
    }

    /** Returns what has happened to a job. */
    public Optional<JobRecord> snapshot(String requestId) {
        return monitor.read(() -> Optional.ofNullable(jobs.get(requestId)).map(Job::snapshot));
    }

    /** Returns what has happened to all jobs, oldest first. */
    public List<JobRecord> snapshots() {
        return monitor.read(() -> jobs.values().stream().map(Job::snapshot).toList());
    }

    /** Returns the numbers of jobs. */
    public JobCounts counts() {
        return monitor.read(() -> counts);
    }

    /** Records a call about a job, except its submit. */
    public void recordCall(Job job, Operation operation, Instant at) {
        monitor.change(() -> {
            switch (operation) {
                case STATUS -> job.polled();
                case RESULT -> job.resultFetched(at);
                case IMAGE -> job.imageDownloaded(at);
                default -> {
                    // A submit is recorded with the job itself, a cancel with its answer.
                }
            }
        });
    }

    /** Records a cancel of a job with its answer. */
    public void cancelAsked(Job job, JobRecord.CancelAttempt attempt) {
        monitor.change(() -> {
            job.cancelAsked(attempt);
            counts = counts.withCancelAsked();
        });
    }

    Job add(Order order) {
        Job job = new Job(counts.submitted() + 1L, order);
        jobs.put(job.requestId(), job);
        job.enter(JobState.QUEUED);
        counts = counts.withSubmitted();
        return job;
    }

    void start(Job job) {
        job.enter(JobState.RUNNING);
        counts = counts.withStarted();
    }

    void finish(Job job, JobState end) {
        counts = counts.withFinished(job.state() == JobState.RUNNING, end == JobState.CANCELED);
        job.enter(end);
        finished.add(job);
        if (finished.size() > finishedLimit) {
            String oldest = finished.remove().requestId();
            jobs.remove(oldest);
            forgotten.accept(oldest);
        }
    }

    boolean contains(Job job) {
        return jobs.get(job.requestId()) == job;
    }

    void clear() {
        jobs.values().forEach(Job::stopTimer);
        jobs.clear();
        finished.clear();
        counts = JobCounts.NONE;
    }
}
