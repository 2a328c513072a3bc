/**
 * What is known of an image and of a batch: the plan, the states, the journal entries, the outcomes. Immutable values
 * without threads, calls or files.
 *
 * <p>In come {@linkplain io.jenkins.plugins.flux.history.JournalEntry journal entries}; out comes what they mean. Begin
 * at {@link io.jenkins.plugins.flux.history.ImageHistory#after}, the only place that changes what is known of an image,
 * whether the engine has just made the entry or a restart reads it.
 */
package io.jenkins.plugins.flux.history;
