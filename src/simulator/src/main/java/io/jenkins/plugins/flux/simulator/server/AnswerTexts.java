package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Changes the free texts and the addresses in an answer.
 *
 * @param text changes texts for people, and further texts for programs
 * @param address changes an address
 */
record AnswerTexts(UnaryOperator<String> text, UnaryOperator<String> address) {
    private static final Set<String> TEXTS = Set.of("message", "detail", "msg", "error", "file_name", "model");

    Reply in(Reply reply) {
        if (reply.headers().containsKey("Content-Encoding")) {
            return reply;
        }
        Optional<JsonNode> json = reply.isJson() ? Json.read(reply.body()) : Optional.empty();
        if (json.isPresent()) {
            return reply.withBody(Json.write(everywhere("", json.get())));
        }
        String type = reply.headers().getOrDefault(Reply.CONTENT_TYPE, "");
        return reply.isJson() || type.startsWith("text/")
                ? reply.withBody(text.apply(new String(reply.body(), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8))
                : reply;
    }

    private JsonNode everywhere(String field, JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode full = Json.object();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                full.set(entry.getKey(), everywhere(entry.getKey(), entry.getValue()));
            }
            return full.put("note", text.apply(""));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode full = array.arrayNode();
            array.forEach(element -> full.add(everywhere(field, element)));
            return full;
        }
        if (node.isTextual() && node.textValue().startsWith("http")) {
            return TextNode.valueOf(address.apply(node.textValue()));
        }
        return node.isTextual() && TEXTS.contains(field) ? TextNode.valueOf(text.apply(node.textValue())) : node;
    }
}
