package io.jenkins.plugins.flux.simulator.job;

import io.jenkins.plugins.flux.simulator.JobEffect;
import io.jenkins.plugins.flux.simulator.JobParameters;
import io.jenkins.plugins.flux.simulator.fault.Effects;

/**
 * A submit.
 *
 * @param requestId the id of the new job
 * @param model the model id
 * @param keyName the key that pays
 * @param parameters checked, with defaults filled in
 * @param effects effects of faults
 */
public record Order(
        String requestId, String model, String keyName, JobParameters parameters, Effects<JobEffect> effects) {}
