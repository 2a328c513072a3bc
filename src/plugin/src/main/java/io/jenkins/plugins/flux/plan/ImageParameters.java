package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a step says of its image or of all of them, or an entry of {@code images} of its own. Nothing is checked yet.
 */
@Restricted(NoExternalUse.class)
public interface ImageParameters {

    @CheckForNull
    String getPrompt();

    @CheckForNull
    String getOutput();

    @CheckForNull
    Object getSeed();

    @CheckForNull
    Object getWidth();

    @CheckForNull
    Object getHeight();

    @CheckForNull
    String getOutputFormat();

    @CheckForNull
    Object getSafetyTolerance();

    @CheckForNull
    String getImagePrompt();
}
