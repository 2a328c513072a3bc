/**
 * Where the journals of a controller are: the journal of a step, the index of those with something left to do, and what
 * earlier executions of a build have generated.
 *
 * <p>Begin at {@link io.jenkins.plugins.flux.journals.StepJournal}.
 */
package io.jenkins.plugins.flux.journals;
