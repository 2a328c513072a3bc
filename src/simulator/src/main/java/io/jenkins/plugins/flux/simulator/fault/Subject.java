package io.jenkins.plugins.flux.simulator.fault;

import io.jenkins.plugins.flux.simulator.Operation;

/**
 * The call for which faults are looked up.
 *
 * @param operation of the call
 * @param prompt the prompt of the submit or of the job; empty if there is none
 * @param requestId the job; empty if there is none yet
 */
public record Subject(Operation operation, String prompt, String requestId) {}
