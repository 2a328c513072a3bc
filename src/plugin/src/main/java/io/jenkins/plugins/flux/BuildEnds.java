package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Leaves no job behind a build that ended without its step: killed hard, not resumed, or deleted. */
@Extension
public final class BuildEnds extends RunListener<Run<?, ?>> {

    private static final Logger LOGGER = Logger.getLogger(BuildEnds.class.getName());

    @Override
    public void onFinalized(@NonNull Run<?, ?> run) {
        GeneratedImagesAction action = run.getAction(GeneratedImagesAction.class);
        if (action != null) {
            action.interrupt();
        }
        InterruptedGenerations.get().ended(run);
    }

    /** There is no build any more that could keep an image. */
    @Override
    public void onDeleted(@NonNull Run<?, ?> run) {
        GeneratedImagesAction action = run.getAction(GeneratedImagesAction.class);
        if (action != null) {
            action.cancel();
        }
        try {
            for (BuildJournal journal : BuildJournal.of(run)) {
                ActiveJournals.get().keep(journal.id(), journal.file());
            }
        } catch (IOException notKept) {
            LOGGER.log(Level.WARNING, "The journals of a deleted build could not be kept: " + run, notKept);
        }
    }
}
