package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.flux.simulator.key.KeyForms;
import io.jenkins.plugins.flux.simulator.key.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Fills answers with the key of the caller, wherever the protocol leaves room for it. */
final class KeyEchoes {
    /** Fields that people read, or programs that want to know more. */
    private static final Set<String> TEXTS = Set.of("message", "detail", "msg", "error", "file_name", "model");

    private final KeyRing keys;

    KeyEchoes(KeyRing keys) {
        this.keys = keys;
    }

    Reply in(Reply reply, Call call) {
        return keys.value(call.authorization())
                .map(key -> inBody(inHeaders(reply, key), key))
                .orElse(reply);
    }

    private static Reply inHeaders(Reply reply, String key) {
        Reply full = reply.with("X-Api-Key", key)
                .with("Server", "simulator " + KeyForms.base64(key))
                .with("X-Request-Id", KeyForms.urlEncoded(key));
        String location = reply.headers().get("Location");
        return location == null ? full : full.with("Location", withKey(location, key));
    }

    private static Reply inBody(Reply reply, String key) {
        if (reply.isJson()) {
            JsonNode full = everywhere("", Json.read(reply.body()).orElseThrow(), key);
            String text = new String(Json.write(full), StandardCharsets.UTF_8);
            if (full instanceof ObjectNode) {
                // No JSON writer escapes what need not be escaped.
                text = text.replaceFirst("\\{", "{\"escaped\":\"" + escaped(key).replace("\\", "\\\\") + "\",");
            }
            return reply.withBody(text.getBytes(StandardCharsets.UTF_8));
        }
        String type = reply.headers().getOrDefault(Reply.CONTENT_TYPE, "");
        return type.startsWith("text/")
                ? reply.withBody((new String(reply.body(), StandardCharsets.UTF_8) + forms(key))
                        .getBytes(StandardCharsets.UTF_8))
                : reply;
    }

    private static JsonNode everywhere(String field, JsonNode node, String key) {
        if (node instanceof ObjectNode object) {
            ObjectNode full = Json.object();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                full.set(entry.getKey(), everywhere(entry.getKey(), entry.getValue(), key));
            }
            return full.put("authorization", "Bearer " + key).put("echo", forms(key));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode full = array.arrayNode();
            array.forEach(element -> full.add(everywhere(field, element, key)));
            return full;
        }
        if (node.isTextual() && node.textValue().startsWith("http")) {
            return TextNode.valueOf(withKey(node.textValue(), key));
        }
        return node.isTextual() && TEXTS.contains(field) ? TextNode.valueOf(node.textValue() + forms(key)) : node;
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
