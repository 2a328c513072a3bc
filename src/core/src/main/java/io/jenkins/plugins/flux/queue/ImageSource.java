package io.jenkins.plugins.flux.queue;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An image given as text: an absolute address, a data URI, or the file itself in Base64. */
final class ImageSource {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://\\S.*");
    private static final Pattern DATA_URI =
            Pattern.compile("data:([^;,]{0,100})(?:;[^;,]{1,100}){0,5},", Pattern.CASE_INSENSITIVE);
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]++={0,2}\\s*");
    /** No image is smaller, and many a short word is valid Base64. */
    private static final int LEAST_BASE64 = 64;

    private ImageSource() {}

    static Optional<OutputImage> read(String text, OutputReader.Claims claims) {
        Matcher dataUri = DATA_URI.matcher(text);
        if (dataUri.lookingAt()) {
            return dataUri.group().toLowerCase(Locale.ROOT).endsWith(";base64,")
                    ? inline(
                            text.substring(dataUri.end()),
                            Optional.of(dataUri.group(1)).filter(type -> !type.isEmpty()))
                    : Optional.empty();
        }
        if (ADDRESS.matcher(text).matches()) {
            return address(text)
                    .map(url -> new OutputImage.Remote(
                            url, claims.contentType(), claims.width(), claims.height(), claims.fileSize()));
        }
        return text.length() < LEAST_BASE64 ? Optional.empty() : inline(text, claims.contentType());
    }

    private static Optional<OutputImage> inline(String base64, Optional<String> contentType) {
        if (!BASE64.matcher(base64).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            return Optional.of(new OutputImage.Inline(bytes, contentType));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(escaped(text.strip())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Escapes characters that servers accept in addresses and {@link URI} does not: spaces, braces, non-ASCII letters.
     */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet <= ' ' || "\"<>\\^`{|}".indexOf(octet) >= 0 || octet == 0x7f) {
                escaped.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            } else {
                escaped.append((char) octet);
            }
        }
        return escaped.toString();
    }
}
