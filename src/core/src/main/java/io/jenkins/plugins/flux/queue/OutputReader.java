package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds the images in a result.
 *
 * <p>The documented shape is {@code outputs: [{type, url, …}]}; the service promises only "the provider's response", so
 * the shapes of common providers are read too: lists, single objects or plain strings under the names below, nested up
 * to three levels deep, each image as an address, a data URI or Base64.
 */
final class OutputReader {
    private static final List<String> CONTAINERS =
            List.of("outputs", "images", "image", "image_url", "output", "result", "data", "response");
    private static final List<String> SOURCES =
            List.of("url", "image_url", "sample", "content", "b64_json", "base64", "image", "uri");
    private static final Set<String> NO_IMAGES = Set.of("text", "video", "audio");
    private static final int MAX_DEPTH = 3;

    private OutputReader() {}

    /** Returns the images in order; none if the shape is unknown. */
    static List<OutputImage> read(JsonNode body) {
        return find(body, 0);
    }

    private static List<OutputImage> find(JsonNode node, int depth) {
        if (node.isTextual()) {
            return ImageSource.read(node.textValue(), Claims.NONE).map(List::of).orElse(List.of());
        }
        if (depth > MAX_DEPTH) {
            return List.of();
        }
        if (node.isArray()) {
            List<OutputImage> found = new ArrayList<>();
            node.forEach(element -> found.addAll(find(element, depth + 1)));
            return found;
        }
        for (String name : CONTAINERS) {
            List<OutputImage> found =
                    Json.field(node, name).map(child -> find(child, depth + 1)).orElse(List.of());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return item(node).map(List::of).orElse(List.of());
    }

    private static Optional<OutputImage> item(JsonNode node) {
        if (Json.text(node, "type").filter(NO_IMAGES::contains).isPresent()) {
            return Optional.empty();
        }
        Claims claims = new Claims(
                Json.text(node, "content_type").or(() -> Json.text(node, "mime_type")),
                positive(node, "width"),
                positive(node, "height"),
                fileSize(node));
        return SOURCES.stream()
                .flatMap(name -> Json.text(node, name).stream())
                .flatMap(source -> ImageSource.read(source, claims).stream())
                .findFirst();
    }

    private static OptionalInt positive(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() > 0
                ? OptionalInt.of(value.intValue())
                : OptionalInt.empty();
    }

    private static OptionalLong fileSize(JsonNode node) {
        JsonNode value = node.path("file_size");
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() > 0
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    /** What a result claims about an image. */
    record Claims(Optional<String> contentType, OptionalInt width, OptionalInt height, OptionalLong fileSize) {
        static final Claims NONE =
                new Claims(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
    }
}
