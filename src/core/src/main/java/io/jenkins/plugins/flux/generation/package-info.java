/**
 * The engine: images from submit to store, on one event loop.
 *
 * <p>In comes a {@link io.jenkins.plugins.flux.history.BatchHistory}, new or read from a journal; out come verified
 * images in an {@link io.jenkins.plugins.flux.generation.ImageStore} and the batch's {@link
 * io.jenkins.plugins.flux.generation.Batch#outcome() outcome}. Begin at {@link
 * io.jenkins.plugins.flux.generation.Generator}. A host implements the ports {@code KeySource}, {@code ImageStore},
 * {@code Progress} and {@link io.jenkins.plugins.flux.history.Journal}.
 *
 * <p>{@code ImageJob} says which class is at work on an image in which state. These classes know neither it nor one
 * another: each has an {@code ImageContext} and the {@code BatchServices}, and nothing else to call back into.
 */
package io.jenkins.plugins.flux.generation;
