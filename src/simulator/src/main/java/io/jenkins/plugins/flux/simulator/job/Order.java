package io.jenkins.plugins.flux.simulator.job;

import io.jenkins.plugins.flux.simulator.JobEffect;
import io.jenkins.plugins.flux.simulator.JobParameters;
import io.jenkins.plugins.flux.simulator.fault.Effects;

/**
 * What a submit asks for.
 *
 * @param requestId the id of the job to be
 * @param model the model id
 * @param keyName the key that pays
 * @param parameters checked, defaults filled in
 * @param effects what shall go wrong
 */
public record Order(
        String requestId, String model, String keyName, JobParameters parameters, Effects<JobEffect> effects) {}
