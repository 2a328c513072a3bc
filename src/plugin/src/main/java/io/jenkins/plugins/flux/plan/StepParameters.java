package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a step says of all its images and of itself, as it was bound. Nothing is checked yet. */
@Restricted(NoExternalUse.class)
public interface StepParameters extends ImageParameters {

    /** An entry of {@code images}; null is what it leaves to the step. */
    @Restricted(NoExternalUse.class)
    interface Entry extends ImageParameters {

        @CheckForNull
        Object getPromptUpsampling();
    }

    /** Null for a step that makes one image of its own parameters. */
    @CheckForNull
    List<? extends Entry> getImages();

    @CheckForNull
    String getEndpoint();

    @CheckForNull
    String getCredentialsId();

    boolean isArchive();

    @CheckForNull
    Object getTimeoutSeconds();

    boolean isFailFast();

    @NonNull
    String getOnFailure();

    @NonNull
    String getOnLostSubmit();

    boolean isKeepOnAbort();

    boolean isPromptUpsampling();
}
