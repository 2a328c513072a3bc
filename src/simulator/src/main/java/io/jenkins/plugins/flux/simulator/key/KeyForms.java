package io.jenkins.plugins.flux.simulator.key;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** The encodings of a key. */
public final class KeyForms {
    private static final int GROUP = 3;

    private KeyForms() {}

    /** Returns the key in plain text, URL-encoded and in Base64, longest forms first within each encoding. */
    public static Set<String> of(String key) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(key);
        forms.add(urlEncoded(key));
        forms.add(base64(key));
        for (int shift = 0; shift < GROUP; shift++) {
            forms.add(inside(key, shift, Base64.getEncoder()));
            forms.add(inside(key, shift, Base64.getUrlEncoder()));
        }
        return forms;
    }

    /** Encodes the key as in a form field. */
    public static String urlEncoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    public static String base64(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Returns the digits that are certain to appear in the Base64 of a longer text, if the key starts at this byte of a
     * group.
     */
    private static String inside(String key, int shift, Base64.Encoder encoder) {
        String encoded =
                encoder.withoutPadding().encodeToString(("\0".repeat(shift) + key).getBytes(StandardCharsets.US_ASCII));
        int start = shift == 0 ? 0 : shift + 1;
        boolean lastIsShared = (shift + key.length()) % GROUP != 0;
        int end = lastIsShared ? encoded.length() - 1 : encoded.length();
        // A key of one or two characters may have no digits of its own.
        return start < end ? encoded.substring(start, end) : key;
    }
}
