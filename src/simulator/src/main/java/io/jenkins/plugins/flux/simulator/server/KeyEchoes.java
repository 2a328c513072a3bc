package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.key.KeyForms;
import io.jenkins.plugins.flux.simulator.key.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Fills answers with the key of the caller, wherever the protocol allows. */
final class KeyEchoes {
    private final KeyRing keys;

    KeyEchoes(KeyRing keys) {
        this.keys = keys;
    }

    Reply in(Reply reply, Call call) {
        return keys.value(call.authorization())
                .map(key -> escapedToo(
                        new AnswerTexts(text -> text + forms(key), address -> withKey(address, key))
                                .in(inHeaders(reply, key)),
                        key))
                .orElse(reply);
    }

    private static Reply inHeaders(Reply reply, String key) {
        Reply full = reply.with("X-Api-Key", key)
                .with("Server", "simulator " + KeyForms.base64(key))
                .with("X-Request-Id", KeyForms.urlEncoded(key));
        String location = reply.headers().get("Location");
        return location == null ? full : full.with("Location", withKey(location, key));
    }

    /** JSON writers do not escape what need not be escaped. */
    private static Reply escapedToo(Reply reply, String key) {
        String body = reply.isJson() ? new String(reply.body(), StandardCharsets.UTF_8) : "";
        return body.startsWith("{\"")
                ? reply.withBody(
                        ("{\"escaped\":\"" + escaped(key) + "\"," + body.substring(1)).getBytes(StandardCharsets.UTF_8))
                : reply;
    }

    private static String withKey(String address, String key) {
        return address + (address.contains("?") ? "&" : "?") + "key=" + KeyForms.urlEncoded(key);
    }

    private static String forms(String key) {
        return " [" + key + " " + KeyForms.urlEncoded(key) + " " + KeyForms.base64(key) + " "
                + KeyForms.base64("Bearer " + key) + " " + KeyForms.base64(":" + key) + " " + escaped(key) + "]";
    }

    private static String escaped(String key) {
        StringBuilder escaped = new StringBuilder();
        key.chars().forEach(character -> escaped.append(String.format(Locale.ROOT, "\\u%04x", character)));
        return escaped.toString();
    }
}
