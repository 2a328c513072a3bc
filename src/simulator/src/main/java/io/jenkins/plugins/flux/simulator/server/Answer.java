package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.job.CancelAnswer;
import io.jenkins.plugins.flux.simulator.job.Job;
import java.util.Optional;

/**
 * The decision of a host about a call.
 *
 * @param reply the answer; empty to close the connection without one
 * @param job the job that a submit created
 * @param cancel the decision on a cancel
 */
record Answer(Optional<Reply> reply, Optional<Job> job, Optional<CancelAnswer> cancel) {
    static Answer of(Reply reply) {
        return new Answer(Optional.of(reply), Optional.empty(), Optional.empty());
    }

    static Answer none() {
        return new Answer(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Answer created(Reply reply, Job job) {
        return new Answer(Optional.of(reply), Optional.of(job), Optional.empty());
    }

    static Answer cancel(Reply reply, CancelAnswer decision) {
        return new Answer(Optional.of(reply), Optional.empty(), Optional.of(decision));
    }
}
