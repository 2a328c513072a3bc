package io.jenkins.plugins.flux.plan;

import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.OutputFormat;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The rule for {@code output}: a relative path that stays inside the workspace, on every operating system. */
@Restricted(NoExternalUse.class)
public final class OutputPath {

    /** Reserved: it is written beside the images. */
    public static final String MANIFEST = "flux-generate.json";

    /** Leaves room for the workspace's own path below the 260 characters that Windows allows. */
    private static final int MAX_LENGTH = 180;

    /** The most bytes that Linux allows for a name; Windows counts 255 characters. */
    private static final int MAX_NAME_BYTES = 255;

    /** Windows opens a device instead of a file for these, with any extension. */
    private static final Pattern RESERVED =
            Pattern.compile("(con|prn|aux|nul|conin\\$|conout\\$|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    /** Includes unpaired surrogates, which no file system accepts. */
    private static final Pattern FORBIDDEN_CHARACTER =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}<>:\"|?*\\\\]");

    /**
     * Slashes, backslashes, colons and dots of other blocks: people, and some file systems, mistake them for the real
     * ones.
     */
    private static final Pattern LOOK_ALIKE = Pattern.compile(
            "[\u2044\u2215\u29f8\uff0f\u2216\u29f5\u29f9\ufe68\uff3c\u2236\ua789\ufe55\uff1a\u2024\u2025\u2026\ufe52\uff0e]");

    private OutputPath() {}

    /**
     * Checks a path and returns it.
     *
     * @throws InvalidParameterException naming what is wrong with it
     */
    public static String check(String path, OutputFormat format) {
        if (path.length() > MAX_LENGTH) {
            throw refused(path, "a path of at most " + MAX_LENGTH + " characters");
        }
        if (path.startsWith("/") || path.startsWith("\\") || path.matches("[A-Za-z]:.*")) {
            throw StepRules.OUTPUT.refusal(path);
        }
        if (FORBIDDEN_CHARACTER.matcher(path).find()) {
            throw refused(path, "free of control characters and of < > : \" | ? * \\, with / between folders");
        }
        if (LOOK_ALIKE.matcher(path).find()) {
            throw refused(path, "free of characters that look like / \\ : or .");
        }
        for (String part : path.split("/", -1)) {
            checkPart(path, part);
        }
        if (path.toLowerCase(Locale.ROOT).equals(MANIFEST)) {
            throw refused(path, "another name, because the manifest has this one");
        }
        checkExtension(path, format);
        return path;
    }

    private static void checkPart(String path, String part) {
        if (part.equals("..")) {
            throw refused(path, "inside the workspace, without '..'");
        }
        if (part.isEmpty() || part.equals(".")) {
            throw refused(path, "the path of a file, without empty parts and '.'");
        }
        if (part.endsWith(".") || part.endsWith(" ") || part.startsWith(" ")) {
            throw refused(path, "made of names that do not begin with a space, and do not end with a space or a dot");
        }
        if (part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw refused(path, "made of names of at most " + MAX_NAME_BYTES + " bytes in UTF-8");
        }
        // Windows reads full-width and superscript letters and digits as the plain ones.
        if (RESERVED.matcher(Normalizer.normalize(part, Normalizer.Form.NFKC)).matches()) {
            throw refused(path, "free of '" + part + "', which is a device on Windows");
        }
    }

    private static void checkExtension(String path, OutputFormat format) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (path.lastIndexOf('.') <= path.lastIndexOf('/') || !format.acceptsExtension(extension)) {
            throw refused(
                    path,
                    "a path that ends in ." + String.join(" or .", format.extensions()) + " because outputFormat is "
                            + format.wireName());
        }
    }

    private static InvalidParameterException refused(String path, String rule) {
        return StepRules.OUTPUT.refusal(path, rule);
    }
}
