package io.jenkins.plugins.flux.simulator;

import java.util.function.Predicate;

/**
 * The faults that a running simulator applies: first those of its settings, then what is added here. Jobs that were
 * taken before keep their {@link JobEffect}s; a {@link CallEffect} applies from the next call on. All methods may be
 * called from any thread.
 */
public interface Faults {
    /** Adds faults for every job and call. */
    void add(Fault... faults);

    /** Adds faults for jobs, and calls about jobs, whose prompt contains the text. */
    default void whenPrompt(String part, Fault... faults) {
        whenPrompt(prompt -> prompt.contains(part), faults);
    }

    /**
     * Adds faults for jobs, and calls about jobs, whose prompt fits. A submit counts by its own prompt, any other call
     * by its job's. The predicate must be quick and must not call the simulator.
     */
    void whenPrompt(Predicate<String> prompt, Fault... faults);

    /** Removes all faults, also those of the settings; those that a prompt names itself stay. */
    void clear();
}
