package io.jenkins.plugins.flux.record;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.flux.journals.EarlierExecutions;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a build records about its images. The action on the build's page is the only implementation. */
@Restricted(NoExternalUse.class)
public interface BuildImages extends Action {

    /** Creates the action of a build that has none yet. */
    @Restricted(NoExternalUse.class)
    interface Maker {
        BuildImages make();
    }

    /** Returns those of a build, created if it has none yet. */
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

    /** Returns a number for a default name that no other image of the build has. */
    int nextNumber();

    /** Whether the build has an image of that path; paths that differ only in case are the same. */
    boolean hasImage(String path);

    /**
     * Writes build.xml if it is out of date: after a restart, a number that a journal has must not be used again.
     * Blocks.
     *
     * @throws IOException when it cannot be written
     */
    void save() throws IOException;

    /** Shows the progress of a batch from now on. */
    void started(RunningBatch batch);

    /** The batch is over: its images are recorded, or never will be. */
    void ended(RunningBatch batch);

    /** The build has ended before its running batches. */
    void interrupt();

    /** The build was deleted. */
    void cancel();
}
