package io.jenkins.plugins.flux.image;

import io.jenkins.plugins.flux.http.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Describes what arrived instead of an image, so a person knows where to look. */
final class ForeignContent {
    private static final int MAX_TEXT = 80;
    private static final int MAX_HEX = 8;
    /** What the decoder substitutes for bytes that are not UTF-8. */
    private static final char BROKEN = '\ufffd';

    /** Magic bytes, read as Latin-1. */
    private static final Map<String, String> MAGIC = new LinkedHashMap<>();

    static {
        MAGIC.put("GIF8", "a GIF image");
        MAGIC.put("BM", "a BMP image");
        MAGIC.put("II*\0", "a TIFF image");
        MAGIC.put("MM\0*", "a TIFF image");
        MAGIC.put("%PDF", "a PDF document");
        MAGIC.put("PK\u0003\u0004", "a ZIP archive");
        MAGIC.put("\u001f\u008b", "gzip-compressed data");
    }

    private ForeignContent() {}

    /**
     * Describes content, with an article.
     *
     * @param start the first bytes of a file; several hundred if available
     */
    static String describe(byte[] start) {
        if (start.length == 0) {
            return "empty";
        }
        String latin = new String(start, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> known : MAGIC.entrySet()) {
            if (latin.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        if (latin.startsWith("ftyp", 4)) {
            return "an AVIF, HEIC or MP4 file";
        }
        String text = new String(start, StandardCharsets.UTF_8);
        if (isText(text)) {
            return describeText(text);
        }
        String digits = HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(MAX_HEX, start.length));
        return "unknown data that begins with " + digits;
    }

    private static String describeText(String text) {
        String start = text.replace("\ufeff", "").strip().toLowerCase(Locale.ROOT);
        if (start.contains("<svg")) {
            return "an SVG drawing";
        }
        if (start.startsWith("<!doctype html") || start.contains("<html")) {
            return "an HTML page";
        }
        if (start.startsWith("<")) {
            return "XML or HTML";
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return "JSON: " + SafeText.oneLine(text, MAX_TEXT);
        }
        return "the text \"" + SafeText.oneLine(text, MAX_TEXT) + "\"";
    }

    private static boolean isText(String text) {
        int broken = text.indexOf(BROKEN);
        boolean isWhole = broken < 0 || broken > 0 && broken == text.length() - 1; // the last character may be cut off
        return isWhole && text.chars().allMatch(character -> character >= ' ' || Character.isWhitespace(character));
    }
}
