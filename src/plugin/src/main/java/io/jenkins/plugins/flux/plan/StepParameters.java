package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The parameters of a step, for all its images and for itself. */
@Restricted(NoExternalUse.class)
public interface StepParameters extends ImageParameters {

    /**
     * Null for a step that generates one image from its own parameters. The step's parameters apply to what an entry
     * leaves out.
     */
    @CheckForNull
    List<? extends ImageParameters> getImages();
}
