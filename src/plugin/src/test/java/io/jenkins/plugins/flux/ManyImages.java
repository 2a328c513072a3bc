package io.jenkins.plugins.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.queue.Json;
import io.jenkins.plugins.flux.record.ImageRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Records of images that no service has generated. */
public final class ManyImages {

    private static final String RECORD = """
            {"path":"","archived":true,"model":"flux_pro_11","requestId":"mmsu_0123456789abcdef0123456789abcdef",
             "reused":false,"resubmitted":false,
             "parameters":{"prompt":"","imagePromptSha256":null,"width":1024,"height":768,"promptUpsampling":false,
                           "seed":1234567890,"safetyTolerance":2,"outputFormat":"jpeg"},
             "bytes":123456,"sha256":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
             "inferenceSeconds":1.5,
             "submitted":"2026-01-01T00:00:00Z","running":null,"completed":"2026-01-01T00:00:03Z",
             "stored":"2026-01-01T00:00:04Z"}
            """;

    private ManyImages() {}

    /** Creates records with a typical prompt. */
    public static List<ImageRecord> of(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> image(
                        "marketing/autumn/picture-%05d.jpg".formatted(number),
                        "A clean product photo of apple number " + number + " on a white table, soft studio lighting"))
                .toList();
    }

    /** Creates a record with a path and a prompt. */
    public static ImageRecord image(String path, String prompt) {
        try {
            ObjectNode record = (ObjectNode) Json.read(RECORD);
            record.put("path", path);
            ((ObjectNode) record.get("parameters")).put("prompt", prompt);
            return Json.read(record.toString().getBytes(StandardCharsets.UTF_8), ImageRecord.class);
        } catch (IOException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
