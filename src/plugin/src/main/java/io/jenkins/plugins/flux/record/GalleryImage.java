package io.jenkins.plugins.flux.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One image in the gallery of its build: the page uses its getters, and no value is long. */
@Restricted(NoExternalUse.class)
public final class GalleryImage {

    /** In code points. The manifest has the whole prompt. */
    static final int MAX_PROMPT = 1_000;

    /** Shorter, because a screen reader reads it aloud. */
    static final int MAX_ALT = 200;

    private static final int MAX_SEED = 100;

    /** The part of the page for each image that has a fixed length, in bytes. */
    private static final int MARKUP = 1_600;

    private final int index;
    private final ImageRecord record;

    /**
     * @param index among all images of the build, from 0
     */
    GalleryImage(int index, ImageRecord record) {
        this.index = index;
        this.record = record;
    }

    /** Its index among all images of the build, from 0. */
    public int getIndex() {
        return index;
    }

    /** Its path in the workspace and among the artifacts. */
    @NonNull
    public String getPath() {
        return record.path();
    }

    /** Whether it is among the artifacts. */
    public boolean isArchived() {
        return record.archived();
    }

    public int getWidth() {
        return record.width();
    }

    public int getHeight() {
        return record.height();
    }

    /** Length of the file. */
    public long getBytes() {
        return record.bytes();
    }

    /** The service's id of the job. */
    @NonNull
    public String getRequestId() {
        return record.requestId();
    }

    /** Seconds from the submit to the stored image, with one decimal. */
    @NonNull
    public String getSeconds() {
        return rounded(Duration.between(record.submitted(), record.stored()).toMillis() / 1000.0);
    }

    /** The service's own measure of the work in seconds, with one decimal; null if it gave none. */
    @CheckForNull
    public String getInferenceSeconds() {
        Double seconds = record.inferenceSeconds();
        return seconds == null ? null : rounded(seconds);
    }

    private static String rounded(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** Its address below {@code flux/}. It includes a checksum, because an index may mean another image later. */
    @NonNull
    public String getAddress() {
        return "image/" + index + "?sha256=" + record.sha256();
    }

    /** Its path among the artifacts for use in a URL. */
    @NonNull
    public String getArtifact() {
        try {
            return new URI(null, null, "/" + record.path(), null)
                    .toASCIIString()
                    .substring(1);
        } catch (URISyntaxException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** The prompt, shortened. */
    @NonNull
    public String getPrompt() {
        return shortened(record.prompt(), MAX_PROMPT);
    }

    /** The same, as the text alternative of the image. */
    @NonNull
    public String getAlt() {
        return shortened(record.prompt(), MAX_ALT);
    }

    /** The display name of its format. */
    @NonNull
    public String getFormat() {
        return record.format().toUpperCase(Locale.ROOT);
    }

    /** Its seed; empty if unknown. */
    @NonNull
    public String getSeed() {
        BigInteger seed = record.seed();
        return seed == null ? "" : shortened(seed.toString(), MAX_SEED);
    }

    /** An upper bound of the size that it adds to the page, in bytes. */
    int weight() {
        return MARKUP
                + weight(getPrompt())
                + weight(getAlt())
                + 2 * weight(record.path())
                + weight(getArtifact())
                + weight(getSeed())
                + weight(record.requestId());
    }

    /** The size in UTF-8, escaped for HTML. */
    private static int weight(String text) {
        return text.chars()
                .map(character -> "<>&\"'".indexOf(character) >= 0 ? 6 : character < 0x80 ? 1 : 3)
                .sum();
    }

    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
