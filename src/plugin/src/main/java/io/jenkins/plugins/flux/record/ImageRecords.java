package io.jenkins.plugins.flux.record;

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
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a build remembers of its images, in a file of its own beside build.xml, one line of JSON each. Not in build.xml:
 * Jenkins writes that anew for every branch of a Pipeline that ends, on the thread that runs the Pipeline. Read at first use.
 * Safe for use by any thread; methods block.
 */
@Restricted(NoExternalUse.class)
public final class ImageRecords {

    static final String FILE_NAME = "flux-generate-images.jsonl";

    private static final Logger LOGGER = Logger.getLogger(ImageRecords.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Run<?, ?> run;
    private final List<ImageRecord> older;

    /** By their paths; null until somebody asks. */
    private Map<String, ImageRecord> known;

    /** The same as a list that is never changed; null when it lacks something. */
    private List<ImageRecord> all;

    /**
     * @param older from elsewhere; null is none
     */
    ImageRecords(Run<?, ?> run, @CheckForNull List<ImageRecord> older) {
        this.run = run;
        this.older = older == null ? List.of() : List.copyOf(older);
    }

    /** All, each where its path was added first, so that a reader who has seen some can go on behind them. */
    public synchronized List<ImageRecord> all() {
        if (all == null) {
            all = List.copyOf(known().values());
        }
        return all;
    }

    /** Adds some for as long as this process remembers; one of the same path gives way, and leaves its place. */
    public synchronized void show(List<ImageRecord> made) {
        made.forEach(image -> known().put(image.getPath(), image));
        all = null;
    }

    private Map<String, ImageRecord> known() {
        if (known == null) {
            known = new LinkedHashMap<>();
            Stream.concat(older.stream(), read().stream()).forEach(image -> known.put(image.getPath(), image));
        }
        return known;
    }

    /**
     * Adds some for good.
     *
     * @throws IOException when the file cannot be written
     */
    public synchronized void add(List<ImageRecord> made) throws IOException {
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
            read(Files.readAllBytes(file()), images);
        } catch (IOException unreadable) {
            LOGGER.log(
                    Level.WARNING, "The gallery of " + run + " is empty because its images cannot be read", unreadable);
        }
        return images;
    }

    /** Lines are told apart before anything is decoded: one that was torn inside a character spoils no other. */
    private void read(byte[] file, List<ImageRecord> images) {
        int damaged = 0;
        Exception first = null;
        int begin = 0;
        for (int end = 0; end <= file.length; end++) {
            if (end < file.length && file[end] != '\n') {
                continue;
            }
            if (end > begin) {
                try {
                    images.add(new ImageRecord(JSON.readTree(file, begin, end - begin)));
                } catch (IOException | RuntimeException unreadable) {
                    // Its writer was killed, or the disk was full; the others are as good as they were.
                    damaged++;
                    first = first == null ? unreadable : first;
                }
            }
            begin = end + 1;
        }
        if (damaged > 0) {
            LOGGER.log(Level.WARNING, "Damaged lines were skipped in " + file() + ": " + damaged, first);
        }
    }

    private Path file() {
        return run.getRootDir().toPath().resolve(FILE_NAME);
    }
}
