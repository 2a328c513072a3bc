package io.jenkins.plugins.flux;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches for a key in every encoding. Unlike the code under test, it decodes the content and searches for the plain
 * key in that.
 */
final class KeySearch {

    private static final Pattern PERCENT = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern JSON = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|([\"\\\\/]))");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}");
    private static final int GROUP = 4;

    private final String key;

    KeySearch(String key) {
        this.key = key;
    }

    /** Whether content has the key: plain, in Base64 at any offset, or escaped for a URL or for JSON. */
    boolean finds(byte[] content) {
        return finds(new String(content, StandardCharsets.ISO_8859_1));
    }

    boolean finds(String text) {
        String unescaped = unescaped(unescaped(text));
        return text.contains(key)
                || unescaped.contains(key)
                || decoded(unescaped).contains(key)
                || decoded(text).contains(key);
    }

    private static String unescaped(String text) {
        String json = replace(
                JSON,
                text,
                match -> match.group(1) == null
                        ? match.group(2)
                        : String.valueOf((char) Integer.parseInt(match.group(1), 16)));
        return replace(PERCENT, json, match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)));
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(by.apply(match)));
    }

    /** What may be Base64, decoded from each of the four digits at which a group may begin. */
    private static String decoded(String text) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        Matcher digits = BASE64.matcher(text);
        while (digits.find()) {
            String found = digits.group().replace('-', '+').replace('_', '/');
            for (int start = 0; start < GROUP; start++) {
                int length = (found.length() - start) / GROUP * GROUP;
                decoded.writeBytes(Base64.getDecoder().decode(found.substring(start, start + length)));
                int rest = found.length() - start - length;
                if (rest > 1) {
                    decoded.writeBytes(Base64.getDecoder().decode(found.substring(start + length)));
                }
                decoded.write('\n');
            }
        }
        return decoded.toString(StandardCharsets.ISO_8859_1);
    }
}
