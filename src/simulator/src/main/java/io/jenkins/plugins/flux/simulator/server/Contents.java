package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.simulator.CallEffect;
import io.jenkins.plugins.flux.simulator.WrongBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** Replaces the body of a reply. */
final class Contents {
    private static final BigInteger HUGE = BigInteger.TEN.pow(40);
    private static final String HTML = "<!DOCTYPE html><html><head><title>Sign in</title></head>"
            + "<body><h1>Sign in to the network</h1><form action=\"/login\"><input name=\"user\"></form></body></html>";
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1024\" height=\"768\">"
            + "<script>alert(document.domain)</script><rect width=\"1024\" height=\"768\" fill=\"teal\"/></svg>";

    private static final String LOGIN = "http://login.invalid/";

    private Contents() {}

    static Reply apply(CallEffect.Content effect, Reply reply) {
        if (effect instanceof CallEffect.InBetween inBetween) {
            return inBetween(reply, inBetween);
        }
        return effect instanceof CallEffect.ReplacedBody replaced ? replace(reply, replaced.body()) : gzip(reply);
    }

    private static Reply inBetween(Reply reply, CallEffect.InBetween effect) {
        Reply other = replace(reply, effect.body());
        Reply answer = new Reply(effect.status(), other.headers(), other.body());
        return effect.status() < 400 ? answer.with("Location", LOGIN) : answer;
    }

    private static Reply replace(Reply reply, WrongBody body) {
        return switch (body) {
            case HTML -> typed(reply, "text/html; charset=utf-8", HTML);
            case SVG -> typed(reply, "image/svg+xml", SVG);
            case TEXT -> typed(reply, "text/plain; charset=utf-8", "This is not what you asked for.");
            case EMPTY -> reply.withBody(new byte[0]);
            case HALF -> reply.withBody(Arrays.copyOf(reply.body(), reply.body().length / 2));
            case JSON_NULLS -> json(reply, node -> everyValue(node, value -> NullNode.instance));
            case HUGE_NUMBERS -> json(reply, node -> everyValue(node, Contents::hugeIfNumber));
            case FOREIGN_JSON -> typed(reply, "application/json", "{\"message\":\"no healthy upstream\"}");
            case JSON_ARRAY -> json(reply, node -> array(array(node)));
        };
    }

    private static Reply typed(Reply reply, String contentType, String body) {
        return reply.with(Reply.CONTENT_TYPE, contentType).withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply json(Reply reply, UnaryOperator<JsonNode> change) {
        JsonNode node = reply.isJson()
                ? Json.read(reply.body()).orElseThrow()
                : Json.object().put("size", 1);
        return Reply.json(reply.status(), change.apply(node));
    }

    private static JsonNode everyValue(JsonNode node, UnaryOperator<JsonNode> change) {
        if (node instanceof ObjectNode object) {
            ObjectNode changed = Json.object();
            object.properties().forEach(field -> changed.set(field.getKey(), everyValue(field.getValue(), change)));
            return changed;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode changed = array.arrayNode();
            array.forEach(element -> changed.add(everyValue(element, change)));
            return changed;
        }
        return change.apply(node);
    }

    private static JsonNode hugeIfNumber(JsonNode value) {
        return value.isNumber() ? BigIntegerNode.valueOf(HUGE) : value;
    }

    private static ArrayNode array(JsonNode element) {
        return Json.object().arrayNode().add(element);
    }

    private static Reply gzip(Reply reply) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reply.with("Content-Encoding", "gzip").withBody(bytes.toByteArray());
    }
}
