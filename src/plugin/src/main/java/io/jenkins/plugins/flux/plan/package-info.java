/**
 * From a step's parameters to a plan: rules, image prompts, output paths, default names. Every mistake that can be
 * found for free is refused here.
 *
 * <p>In come {@link io.jenkins.plugins.flux.plan.StepParameters}; out comes a {@link
 * io.jenkins.plugins.flux.history.BatchPlan}. Begin at {@link io.jenkins.plugins.flux.plan.NewPlan}; the rules are in
 * {@link io.jenkins.plugins.flux.plan.StepRules}.
 */
package io.jenkins.plugins.flux.plan;
