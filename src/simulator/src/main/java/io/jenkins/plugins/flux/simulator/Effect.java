package io.jenkins.plugins.flux.simulator;

/** What goes wrong: with a whole job ({@link JobEffect}) or with a single answer ({@link CallEffect}). */
public sealed interface Effect permits JobEffect, CallEffect {
    /** Effects of the same kind exclude each other; others combine. */
    default Class<? extends Effect> kind() {
        return getClass();
    }
}
