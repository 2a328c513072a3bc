package io.jenkins.plugins.flux.record;

import io.jenkins.plugins.flux.history.ImageStatus;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A batch that a step of a build is carrying out. No method blocks. */
@Restricted(NoExternalUse.class)
public interface RunningBatch {

    /** The phase of each image: field reads. */
    List<ImageStatus> images();

    /** Its build has ended: jobs are canceled, but complete images are stored. */
    void interrupt();

    /** Its build was deleted: jobs are canceled. */
    void cancel();
}
