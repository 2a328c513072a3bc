package io.jenkins.plugins.flux.record;

import io.jenkins.plugins.flux.history.ImageStatus;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A batch that a step of a build carries out just now. No method blocks. */
@Restricted(NoExternalUse.class)
public interface RunningBatch {

    /** Where each of its images stands: field reads. */
    List<ImageStatus> images();

    /** Its build has ended without it: jobs are canceled, complete images are stored all the same. */
    void interrupt();

    /** Its build is gone: jobs are canceled. */
    void cancel();
}
