package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.job.Job;
import java.util.List;
import java.util.Optional;

/**
 * What a call is about, for faults and the record.
 *
 * @param operation of the call
 * @param job of the call, if any
 * @param prompt the prompt of the submit or of the job; empty if there is none
 * @param directive the faults that a submit's prompt names
 */
record Target(Operation operation, Optional<Job> job, String prompt, List<Fault> directive) {
    static Target other() {
        return new Target(Operation.OTHER, Optional.empty(), "", List.of());
    }

    static Target about(Operation operation, Optional<Job> job) {
        return new Target(
                operation, job, job.map(found -> found.parameters().prompt()).orElse(""), List.of());
    }

    static Target submit(String prompt, List<Fault> directive) {
        return new Target(Operation.SUBMIT, Optional.empty(), prompt, directive);
    }
}
