package io.jenkins.plugins.flux.record;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.flux.journals.EarlierExecutions;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a build remembers of its images. The action on the build's page is the only implementation. */
@Restricted(NoExternalUse.class)
public interface BuildImages extends Action {

    /** Makes the action of a build that has none yet. */
    @Restricted(NoExternalUse.class)
    interface Maker {
        BuildImages make();
    }

    /** Those of a build, begun when it has none yet. */
    @NonNull
    static BuildImages of(Run<?, ?> run) {
        synchronized (run) {
            BuildImages images = run.getAction(BuildImages.class);
            if (images == null) {
                images = ExtensionList.lookupSingleton(Maker.class).make();
                run.addAction(images);
            }
            return images;
        }
    }

    ImageRecords records();

    EarlierExecutions earlierExecutions();

    /** A number for a default name that no other image of the build has got. */
    int nextNumber();

    /** Whether the build has an image of that path; paths that differ in case alone are one. */
    boolean hasImage(String path);

    /**
     * Writes build.xml if it lacks something: a restart must not give a number again that a journal has. Blocks.
     *
     * @throws IOException when it cannot be written
     */
    void save() throws IOException;

    /** Shows the progress of a batch from now on. */
    void started(RunningBatch batch);

    /** Its images are recorded, or will not be. */
    void ended(RunningBatch batch);

    /** The build has ended without its running batches. */
    void interrupt();

    /** The build is gone. */
    void cancel();
}
