package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.ApiKey;
import io.jenkins.plugins.flux.simulator.CallEffect;
import io.jenkins.plugins.flux.simulator.JobRecord;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.fault.Effects;
import io.jenkins.plugins.flux.simulator.job.Job;
import io.jenkins.plugins.flux.simulator.job.JobTable;
import io.jenkins.plugins.flux.simulator.key.KeyRing;
import io.jenkins.plugins.flux.simulator.record.Ledger;
import io.jenkins.plugins.flux.simulator.record.Observation;
import java.util.Optional;

/** Records calls in the ledger, and those about a job also with the job. */
final class CallRecorder {
    private final Ledger ledger;
    private final JobTable jobs;
    private final KeyRing keys;

    CallRecorder(Ledger ledger, JobTable jobs, KeyRing keys) {
        this.ledger = ledger;
        this.jobs = jobs;
        this.keys = keys;
    }

    void opened() {
        ledger.opened();
    }

    void closed() {
        ledger.closed();
    }

    /**
     * Records a call.
     *
     * @param status status of the answer, or {@link io.jenkins.plugins.flux.simulator.Exchange#NO_ANSWER}
     */
    void add(Call call, Target target, Answer answer, Effects<CallEffect> effects, int status) {
        target.job().ifPresent(job -> addToJob(job, call, target, answer, status));
        Optional<String> requestId = target.job().or(answer::job).map(Job::requestId);
        ledger.add(new Observation(
                call.time(),
                call.host(),
                call.method(),
                call.target(),
                target.operation(),
                requestId,
                status,
                call.headers(),
                keys.find(call.authorization()).map(ApiKey::name),
                call.bodyText(),
                effects.all()));
    }

    private void addToJob(Job job, Call call, Target target, Answer answer, int status) {
        if (target.operation() == Operation.CANCEL) {
            String decision = answer.cancel().map(Enum::name).orElse("");
            jobs.cancelAsked(job, new JobRecord.CancelAttempt(call.time(), status, decision));
        } else {
            jobs.recordCall(job, target.operation(), call.time());
        }
    }
}
