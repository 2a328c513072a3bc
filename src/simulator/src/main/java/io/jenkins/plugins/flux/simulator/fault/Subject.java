package io.jenkins.plugins.flux.simulator.fault;

import io.jenkins.plugins.flux.simulator.Operation;

/**
 * The call that faults are looked up for.
 *
 * @param operation what is asked
 * @param prompt the prompt of the submit or of the job that is asked about; empty if there is none
 * @param requestId the job; empty if there is none yet
 */
public record Subject(Operation operation, String prompt, String requestId) {}
