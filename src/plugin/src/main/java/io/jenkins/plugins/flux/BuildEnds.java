package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;

/** Leaves no job behind a build that ended without its step: killed hard, not resumed, or deleted. */
@Extension
public final class BuildEnds extends RunListener<Run<?, ?>> {

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
    }
}
