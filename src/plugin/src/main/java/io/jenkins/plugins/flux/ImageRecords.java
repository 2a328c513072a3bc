package io.jenkins.plugins.flux;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What a build remembers of its images, in a file of its own beside build.xml, one line of JSON each. Not in build.xml:
 * Jenkins writes that anew for every branch of a Pipeline that ends, on the thread that runs the Pipeline. Read at first use.
 * Safe for use by any thread; methods block.
 */
final class ImageRecords {

    static final String FILE_NAME = "flux-generate-images.jsonl";

    private static final Logger LOGGER = Logger.getLogger(ImageRecords.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Run<?, ?> run;
    private final List<ImageRecord> older;

    /** Null until somebody asks. Replaced as a whole, never changed. */
    private List<ImageRecord> known;

    /**
     * @param older from elsewhere; null is none
     */
    ImageRecords(Run<?, ?> run, @CheckForNull List<ImageRecord> older) {
        this.run = run;
        this.older = older == null ? List.of() : List.copyOf(older);
    }

    /** All, in the order in which they were added; a path has one. */
    synchronized List<ImageRecord> all() {
        if (known == null) {
            known = with(older, read());
        }
        return known;
    }

    /** Adds some for as long as this process remembers; one of the same path gives way. */
    synchronized void show(List<ImageRecord> made) {
        known = with(all(), made);
    }

    /**
     * Adds some for good.
     *
     * @throws IOException when the file cannot be written
     */
    synchronized void add(List<ImageRecord> made) throws IOException {
        show(made);
        // Each begins with a line break of its own: should the last have been torn, it spoils no other.
        StringBuilder lines = new StringBuilder();
        made.forEach(image -> lines.append('\n').append(image.toJson()));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.append('\n').toString());
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Jenkins forces to disk that the step has ended; it would not do it again.
            channel.force(false);
        }
    }

    private List<ImageRecord> read() {
        List<ImageRecord> images = new ArrayList<>();
        if (!Files.exists(file())) {
            return images;
        }
        try {
            for (String line : Files.readAllLines(file(), StandardCharsets.UTF_8)) {
                if (!line.isBlank()) {
                    read(line, images);
                }
            }
        } catch (IOException unreadable) {
            LOGGER.log(Level.WARNING, "The gallery of " + run + " is empty, as its images cannot be read", unreadable);
        }
        return images;
    }

    private void read(String line, List<ImageRecord> images) {
        try {
            images.add(new ImageRecord(JSON.readTree(line)));
        } catch (JsonProcessingException | RuntimeException damaged) {
            // Its writer was killed, or the disk was full; the others are as good as they were.
            LOGGER.log(Level.WARNING, "A line is left out of " + file(), damaged);
        }
    }

    private static List<ImageRecord> with(List<ImageRecord> images, List<ImageRecord> made) {
        Map<String, ImageRecord> byPath = new LinkedHashMap<>();
        Stream.concat(images.stream(), made.stream()).forEach(image -> {
            byPath.remove(image.getPath());
            byPath.put(image.getPath(), image);
        });
        return List.copyOf(byPath.values());
    }

    private Path file() {
        return run.getRootDir().toPath().resolve(FILE_NAME);
    }
}
