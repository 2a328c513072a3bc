/**
 * Where the journals of a controller are: that of a step, the index of those with something left to do, and what
 * earlier executions of a build have made.
 *
 * <p>Begin at {@link io.jenkins.plugins.flux.journals.StepJournal}.
 */
package io.jenkins.plugins.flux.journals;
