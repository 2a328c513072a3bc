package io.jenkins.plugins.flux.simulator.job;

import io.jenkins.plugins.flux.simulator.ErrorType;
import io.jenkins.plugins.flux.simulator.JobEffect;
import io.jenkins.plugins.flux.simulator.JobParameters;
import io.jenkins.plugins.flux.simulator.JobRecord;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.fault.Effects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** One job. Its parameters never change; its state is guarded by the {@link Monitor}. */
public final class Job {
    private final long number;
    private final String requestId;
    private final String model;
    private final String keyName;
    private final JobParameters parameters;
    private final Effects<JobEffect> effects;

    private final List<JobRecord.StateChange> changes = new ArrayList<>();
    private final List<JobRecord.CancelAttempt> cancels = new ArrayList<>();
    private final List<Instant> resultFetches = new ArrayList<>();
    private final List<Instant> imageDownloads = new ArrayList<>();
    private int polls;
    private ErrorType error;
    private String errorMessage = "";
    private Future<?> timer;

    Job(long number, Order order) {
        this.number = number;
        this.requestId = order.requestId();
        this.model = order.model();
        this.keyName = order.keyName();
        this.parameters = order.parameters();
        this.effects = order.effects();
    }

    /** Counts jobs from 1, in the order of their submits. */
    public long number() {
        return number;
    }

    /** The id for callers. */
    public String requestId() {
        return requestId;
    }

    public String model() {
        return model;
    }

    /** The key that submitted it. */
    public String keyName() {
        return keyName;
    }

    public JobParameters parameters() {
        return parameters;
    }

    /** The effects of faults on it. */
    public Effects<JobEffect> effects() {
        return effects;
    }

    /** How many images it generates. */
    public int outputs() {
        return effects.find(JobEffect.Outputs.class)
                .map(JobEffect.Outputs::count)
                .orElse(1);
    }

    JobState state() {
        return changes.get(changes.size() - 1).state();
    }

    void enter(JobState state) {
        changes.add(new JobRecord.StateChange(state, Instant.now()));
    }

    void failWith(ErrorType type, String message) {
        error = type;
        errorMessage = message;
    }

    void timer(Future<?> next) {
        timer = next;
    }

    void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    void polled() {
        polls++;
    }

    void cancelAsked(JobRecord.CancelAttempt attempt) {
        cancels.add(attempt);
    }

    void resultFetched(Instant at) {
        resultFetches.add(at);
    }

    void imageDownloaded(Instant at) {
        imageDownloads.add(at);
    }

    JobStatus status(int position) {
        return new JobStatus(state(), position, Optional.ofNullable(error), errorMessage, runTime());
    }

    JobRecord snapshot() {
        return new JobRecord(
                requestId,
                model,
                keyName,
                parameters,
                changes.get(0).at(),
                changes,
                Optional.ofNullable(error),
                polls,
                cancels,
                resultFetches,
                imageDownloads);
    }

    private Duration runTime() {
        Instant started = null;
        for (JobRecord.StateChange change : changes) {
            if (change.state() == JobState.RUNNING) {
                started = change.at();
            } else if (change.state().isTerminal() && started != null) {
                return Duration.between(started, change.at());
            }
        }
        return Duration.ZERO;
    }
}
