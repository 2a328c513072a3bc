package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a step says of all its images and of itself. */
@Restricted(NoExternalUse.class)
public interface StepParameters extends ImageParameters {

    /** Null for a step that makes one image of its own parameters. What an entry does not say, the step does. */
    @CheckForNull
    List<? extends ImageParameters> getImages();
}
