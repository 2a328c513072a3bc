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

/** One image in the gallery of its build: its getters are what the page has of it, and none is long. */
@Restricted(NoExternalUse.class)
public final class GalleryImage {

    /** In code points. The manifest has all of it. */
    static final int MAX_PROMPT = 1_000;

    /** What a screen reader reads out is shorter than what is read. */
    static final int MAX_ALT = 200;

    private static final int MAX_SEED = 100;

    /** Of the page for each image, in bytes, with all that has a fixed length. */
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

    /** Its place among all images of the build, from 0. */
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

    /** In pixels. */
    public int getWidth() {
        return record.width();
    }

    /** In pixels. */
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

    /** The service's own measure of the work in seconds, with one decimal; null where it gave none. */
    @CheckForNull
    public String getInferenceSeconds() {
        Double seconds = record.inferenceSeconds();
        return seconds == null ? null : rounded(seconds);
    }

    private static String rounded(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** Its address behind {@code flux/}. It names the bytes too: an index may come to mean another image. */
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

    /** What it shows. */
    @NonNull
    public String getPrompt() {
        return shortened(record.prompt(), MAX_PROMPT);
    }

    /** The same for those who cannot see it. */
    @NonNull
    public String getAlt() {
        return shortened(record.prompt(), MAX_ALT);
    }

    /** The name of its format as people write it. */
    @NonNull
    public String getFormat() {
        return record.format().toUpperCase(Locale.ROOT);
    }

    /** The seed that made it; empty where the service has not told it. */
    @NonNull
    public String getSeed() {
        BigInteger seed = record.seed();
        return seed == null ? "" : shortened(seed.toString(), MAX_SEED);
    }

    /** No less than what the page needs for it, in bytes. */
    int weight() {
        return MARKUP
                + weight(getPrompt())
                + weight(getAlt())
                + 2 * weight(record.path())
                + weight(getArtifact())
                + weight(getSeed())
                + weight(record.requestId());
    }

    /** In UTF-8, and escaped for HTML. */
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
