package io.jenkins.plugins.flux.queue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A pattern for all forms in which a key may come back. */
final class KeyTraces {
    private static final int LEAST_SAFE_LENGTH = 8;

    private KeyTraces() {}

    static Pattern of(String key) {
        if (key.length() < LEAST_SAFE_LENGTH) {
            return Pattern.compile("(?<![A-Za-z0-9+/])" + spelled(key) + "(?![A-Za-z0-9+/])");
        }
        StringBuilder forms = new StringBuilder(spelled(key));
        StringBuilder starts = new StringBuilder("\\Q%\\" + key.charAt(0));
        for (int shift = 0; shift < 3; shift++) {
            String core = base64Core(key, shift);
            for (String digits : List.of(core, core.replace('+', '-').replace('/', '_'))) {
                forms.append('|').append(Pattern.quote(digits));
                starts.append(digits.charAt(0));
            }
        }
        // Checking one character first makes the search through an image in Base64 several times faster.
        return Pattern.compile("(?=[" + starts + "\\E])(?:" + forms + ")");
    }

    /**
     * Matches each character as itself or escaped for a URL or for JSON, so mixed forms are found too; and escaped
     * again a few times, as in text nested in text. Limited, because a long row of backslashes must not take long.
     */
    private static String spelled(String key) {
        StringBuilder pattern = new StringBuilder();
        for (char character : key.toCharArray()) {
            String hex = String.format(Locale.ROOT, "%02x", (int) character);
            // JSON may escape these three with a backslash; before other characters, the backslash is part of the text.
            pattern.append("\"\\/".indexOf(character) < 0 ? "(?:" : "(?:\\\\{0,16}");
            pattern.append(Pattern.quote(String.valueOf(character)));
            pattern.append("|(?i:%(?:25){0,4}")
                    .append(hex)
                    .append("|\\\\{1,16}u00")
                    .append(hex)
                    .append("))");
        }
        return pattern.toString();
    }

    /**
     * Returns the Base64 digits that depend on the key alone, if it begins at a multiple of three bytes plus the shift;
     * the digits at the edges depend on what surrounds it.
     */
    private static String base64Core(String key, int shift) {
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        byte[] digits = Base64.getEncoder().withoutPadding().encode(shifted);
        int first = (shift * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        return new String(Arrays.copyOfRange(digits, first, last), StandardCharsets.US_ASCII);
    }
}
