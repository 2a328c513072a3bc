package io.jenkins.plugins.flux.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.queue.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The content of a journal.
 *
 * @param labels what the host wrote about the batch for itself
 */
public record JournaledBatch(BatchHistory history, Map<String, String> labels) {

    /** Raised when lines change so that an older release could not read them. */
    static final int VERSION = 1;

    private static final String VERSION_FIELD = "version";

    public JournaledBatch {
        labels = Map.copyOf(labels);
    }

    /**
     * Replays a journal. A last line without its line break is left out: its writer was killed before anything relied
     * on it. Blocks.
     *
     * @throws IOException when the file cannot be read, is of a newer version, or holds something else; the message
     *     names it
     */
    public static JournaledBatch read(Path file) throws IOException {
        List<String> lines = wholeLines(file);
        if (lines.isEmpty()) {
            throw new IOException(file + " is not a journal: it has no complete line");
        }
        int number = 1;
        try {
            Fields header = Fields.of(lines.get(0));
            int version = header.number(VERSION_FIELD);
            if (version != VERSION) {
                throw new IOException(file + " is a journal of version " + version + ", not " + VERSION);
            }
            BatchPlan plan = PlanFormat.read(new Fields(header.required("plan")));
            BatchHistory start = BatchHistory.of(plan, header.instant("at"));
            List<ImageHistory> images = new ArrayList<>(start.images());
            for (String line : lines.subList(1, lines.size())) {
                number++;
                Fields entry = Fields.of(line);
                int image = EntryFormat.image(entry);
                images.set(image, images.get(image).after(EntryFormat.read(entry, plan)));
            }
            return new JournaledBatch(new BatchHistory(plan, start.started(), images), labels(header));
        } catch (IOException | RuntimeException unreadable) {
            throw new IOException(file + ", line " + number + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * Reads only the labels, which costs far less than the whole. Blocks.
     *
     * @throws IOException as for {@link #read}
     */
    public static Map<String, String> readLabels(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return labels(Fields.of(lines.findFirst().orElse("")));
        } catch (IOException | RuntimeException unreadable) {
            throw new IOException(file + ", line 1: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Cut before it is decoded: the last line may have been torn inside a character. */
    private static List<String> wholeLines(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString()
                    .lines()
                    .toList();
        } catch (CharacterCodingException damaged) {
            throw new IOException(file + " is not a journal: it is not valid UTF-8", damaged);
        }
    }

    /** The first line of the journal of a batch for which nothing has been done yet. */
    static String header(BatchHistory start, Map<String, String> labels) {
        ObjectNode json = Json.object();
        json.put(VERSION_FIELD, VERSION);
        json.put("at", start.started().toString());
        ObjectNode written = json.putObject("labels");
        labels.forEach(written::put);
        json.set("plan", PlanFormat.write(start.plan()));
        return Json.write(json);
    }

    private static Map<String, String> labels(Fields header) {
        Map<String, String> labels = new LinkedHashMap<>();
        header.required("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
