package io.jenkins.plugins.flux.recovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.flux.journals.JournalIndex;
import io.jenkins.plugins.flux.journals.StepJournal;
import io.jenkins.plugins.flux.record.BuildImages;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Cancels the jobs of a build that ended before its step: killed hard, not resumed, or deleted. */
@Extension
@Restricted(NoExternalUse.class)
public final class BuildEnds extends RunListener<Run<?, ?>> {

    private static final Logger LOGGER = Logger.getLogger(BuildEnds.class.getName());

    @Override
    public void onFinalized(@NonNull Run<?, ?> run) {
        BuildImages action = run.getAction(BuildImages.class);
        if (action != null) {
            action.interrupt();
        }
        OrphanedJobs.get().ended(run);
    }

    /** The build no longer exists, so it cannot keep images. */
    @Override
    public void onDeleted(@NonNull Run<?, ?> run) {
        BuildImages action = run.getAction(BuildImages.class);
        if (action != null) {
            action.cancel();
        }
        try {
            for (StepJournal journal : StepJournal.of(run)) {
                JournalIndex.get().keep(journal.id(), journal.file());
            }
        } catch (IOException notKept) {
            LOGGER.log(Level.WARNING, "The journals of a deleted build could not be kept: " + run, notKept);
        }
    }
}
