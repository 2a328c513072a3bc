/**
 * The life of a generation: from a {@link io.jenkins.plugins.flux.generation.GenerationPlan} to verified images in an {@link
 * io.jenkins.plugins.flux.generation.ImageStore}.
 *
 * <p>The way in is {@link io.jenkins.plugins.flux.generation.Generator}; the way out is {@link
 * io.jenkins.plugins.flux.generation.GenerationRun#outcome()}. A host implements the three ports {@code KeySource}, {@code
 * ImageStore} and {@code Progress}.
 */
package io.jenkins.plugins.flux.generation;
