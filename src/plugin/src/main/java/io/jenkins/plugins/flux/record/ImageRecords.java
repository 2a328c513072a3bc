package io.jenkins.plugins.flux.record;

import hudson.model.Run;
import io.jenkins.plugins.flux.plan.OutputPath;
import io.jenkins.plugins.flux.queue.Json;
import io.jenkins.plugins.flux.store.BuildImageStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What a build remembers of the images of its steps: for its page, and in the manifest beside the images. A build has
 * one. It is in a file of its own beside build.xml, one line of JSON for each image. Not in build.xml: Jenkins writes
 * that anew for every branch of a Pipeline that ends, on the thread that runs the Pipeline. Read at first use. Safe for
 * use by any thread; methods block.
 */
@Restricted(NoExternalUse.class)
public final class ImageRecords {

    static final String FILE_NAME = "flux-generate-images.jsonl";

    private static final Logger LOGGER = Logger.getLogger(ImageRecords.class.getName());

    private final Run<?, ?> run;
    private final List<ImageRecord> older;

    /** By their paths; null until somebody asks. */
    private Map<String, ImageRecord> known;

    /** The same as a list that is never changed; null when it lacks something. */
    private List<ImageRecord> all;

    /** Their JSON, as far as it was needed: the manifest of a build is written again for every step. */
    private final Map<ImageRecord, String> json = new IdentityHashMap<>();

    /** How often something was recorded. */
    private final AtomicInteger additions = new AtomicInteger();

    /** Held while the manifest is written; nothing else waits for that. */
    private final Object turn = new Object();

    /** How many additions the manifest among the artifacts has at least. */
    private int archivedAdditions;

    /**
     * @param older images that are recorded elsewhere
     */
    public ImageRecords(Run<?, ?> run, List<ImageRecord> older) {
        this.run = run;
        this.older = List.copyOf(older);
    }

    /** All, each where its path was added first, so that a reader who has seen some can go on behind them. */
    public synchronized List<ImageRecord> all() {
        if (all == null) {
            all = List.copyOf(known().values());
        }
        return all;
    }

    private synchronized List<String> allAsJson() {
        return all().stream().map(this::json).toList();
    }

    private String json(ImageRecord image) {
        return json.computeIfAbsent(image, Json::write);
    }

    /** Adds some for as long as this process remembers; one of the same path gives way, and leaves its place. */
    public synchronized void show(List<ImageRecord> made) {
        made.forEach(image -> json.remove(known().put(image.path(), image)));
        all = null;
    }

    /**
     * Adds some for good, and writes the manifest. Steps that end together take turns at it, so that the last one has
     * all images. One without a workspace, whose images are in the archived manifest when its turn comes, leaves it at
     * that.
     *
     * @param hasWorkspace whether the step has one, which gets the manifest too
     * @throws IOException when the directory of the build cannot be written to
     */
    public void add(List<ImageRecord> made, BuildImageStore store, boolean hasWorkspace)
            throws IOException, InterruptedException {
        if (made.isEmpty()) {
            return;
        }
        add(made);
        int own = additions.incrementAndGet();
        synchronized (turn) {
            if (hasWorkspace || archivedAdditions < own) {
                writeManifest(store);
            }
        }
    }

    /**
     * Adds some for good, without the manifest.
     *
     * @throws IOException when the file cannot be written
     */
    public synchronized void add(List<ImageRecord> made) throws IOException {
        show(made);
        // Each begins with a line break of its own: should the last have been torn, it spoils no other.
        StringBuilder lines = new StringBuilder();
        made.forEach(image -> lines.append('\n').append(json(image)));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.append('\n').toString());
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Jenkins forces to disk that the step has ended; it would not do it again.
            channel.force(false);
        }
    }

    private void writeManifest(BuildImageStore store) throws IOException, InterruptedException {
        int added = additions.get();
        Path manifest = store.temporaryDirectory().resolve(OutputPath.MANIFEST);
        Files.writeString(manifest, Manifest.of(run, allAsJson()));
        try {
            store.put(OutputPath.MANIFEST, manifest);
            if (store.isArchived(OutputPath.MANIFEST)) {
                archivedAdditions = added;
            }
        } catch (IOException refused) {
            // The images themselves are kept, and the build's page says all that it would have said.
            store.addProblem(refused.getMessage());
        }
    }

    private Map<String, ImageRecord> known() {
        if (known == null) {
            known = new LinkedHashMap<>();
            Stream.concat(older.stream(), read().stream()).forEach(image -> known.put(image.path(), image));
        }
        return known;
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
                    images.add(Json.read(Arrays.copyOfRange(file, begin, end), ImageRecord.class));
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
