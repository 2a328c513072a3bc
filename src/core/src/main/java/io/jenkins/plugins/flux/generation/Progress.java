package io.jenkins.plugins.flux.generation;

/** Receives what happens in a batch: one event at a time, in order, on the generator's worker threads; may block. */
@FunctionalInterface
public interface Progress {

    void on(ImageEvent event);
}
