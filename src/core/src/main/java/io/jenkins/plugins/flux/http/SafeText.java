package io.jenkins.plugins.flux.http;

import java.net.URI;

/** Text from outside, made fit for a log line. */
public final class SafeText {
    private static final int MAX_PATH = 120;

    private SafeText() {}

    /**
     * The text as one line of visible characters: controls, escape sequences' introducers, line breaks, invisible
     * format characters (right-to-left marks among them) and unpaired surrogates become single spaces.
     *
     * @param text any text; null counts as empty
     * @param maxCharacters the longest result in code points; what is cut off leaves an ellipsis
     */
    public static String oneLine(String text, int maxCharacters) {
        if (text == null) {
            return "";
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), maxCharacters));
        int kept = 0;
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (!isVisible(character)) {
                gap = kept > 0;
                continue;
            }
            int needed = gap ? 2 : 1;
            if (kept + needed > maxCharacters) {
                line.setLength(line.offsetByCodePoints(0, Math.min(kept, maxCharacters - 1)));
                return line.append('…').toString();
            }
            if (gap) {
                line.append(' ');
                gap = false;
            }
            line.appendCodePoint(character);
            kept += needed;
        }
        return line.toString();
    }

    /** An address without user info, query and fragment, where secrets of signed addresses stand. */
    public static String address(URI address) {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        String origin =
                Authority.of(address).map(authority -> "://" + authority).orElse(":");
        return address.getScheme() + origin + oneLine(path, MAX_PATH);
    }

    /** Host and port as written, without user info. */
    static String host(URI address) {
        return Authority.of(address).map(Authority::toString).orElse("an unreadable address");
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
