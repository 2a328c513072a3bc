package io.jenkins.plugins.flux.record;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.flux.history.ImageStatus;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One image in the list of a running build: its getters are what the page and its JSON have of it. */
@Restricted(NoExternalUse.class)
public final class ListedImage {

    private final int number;
    private final ImageStatus image;

    ListedImage(int number, ImageStatus image) {
        this.number = number;
        this.image = image;
    }

    /** Which row of the list it is, wherever that stands. */
    public int getNumber() {
        return number;
    }

    /** Where it will be stored. */
    @NonNull
    public String getPath() {
        return image.name();
    }

    /** Where it stands: {@code waiting}, {@code queued}, {@code running}, {@code delivering}, {@code stored} or {@code lost}. */
    @NonNull
    public String getPhase() {
        return image.phase().name().toLowerCase(Locale.ROOT);
    }

    /** The same in a word, in the language of the person who looks. */
    @NonNull
    public String getText() {
        return switch (image.phase()) {
            case WAITING -> Messages.ListedImage_waiting();
            case QUEUED -> Messages.ListedImage_queued();
            case RUNNING -> Messages.ListedImage_running();
            case DELIVERING -> Messages.ListedImage_delivering();
            case STORED -> Messages.ListedImage_stored();
            case LOST -> Messages.ListedImage_lost();
        };
    }
}
