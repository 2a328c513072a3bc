package io.jenkins.plugins.flux.simulator;

import java.util.function.Predicate;

/**
 * The faults of a running simulator: those of its settings, and those that are added here. Jobs that were accepted
 * before keep their {@link JobEffect}s; a {@link CallEffect} applies from the next call on. Thread-safe.
 */
public interface Faults {
    /** Adds faults for all jobs and calls. */
    void add(Fault... faults);

    /** Adds faults for jobs, and calls about jobs, whose prompt contains the text. */
    default void whenPrompt(String part, Fault... faults) {
        whenPrompt(prompt -> prompt.contains(part), faults);
    }

    /**
     * Adds faults for jobs, and calls about jobs, whose prompt matches. For a submit, this is its own prompt; for other
     * calls, that of the job. The predicate must be quick and must not call the simulator.
     */
    void whenPrompt(Predicate<String> prompt, Fault... faults);

    /** Removes all faults, including those of the settings, but not those in prompts. */
    void clear();
}
