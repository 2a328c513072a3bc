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
 * What a build records about the images of its steps, for its page and for the manifest beside the images. There is one
 * per build, in its own file beside build.xml, with one line of JSON for each image. Not in build.xml, because Jenkins
 * rewrites that whenever a branch of a Pipeline ends, on the thread that runs the Pipeline. Read at first use. Safe for
 * use by any thread; methods block.
 */
@Restricted(NoExternalUse.class)
public final class ImageRecords {

    static final String FILE_NAME = "flux-generate-images.jsonl";

    private static final Logger LOGGER = Logger.getLogger(ImageRecords.class.getName());

    private final Run<?, ?> run;
    private final List<ImageRecord> older;

    /** By path; null until first used. */
    private Map<String, ImageRecord> known;

    /** The same as an immutable list; null if it is out of date. */
    private List<ImageRecord> all;

    /** Their JSON, cached because the manifest of a build is rewritten for every step. */
    private final Map<ImageRecord, String> json = new IdentityHashMap<>();

    /** The number of additions. */
    private final AtomicInteger additions = new AtomicInteger();

    /** Held while the manifest is written, so nothing else waits for that. */
    private final Object turn = new Object();

    /** The number of additions that the archived manifest has at least. */
    private int archivedAdditions;

    /** @param older images that are recorded elsewhere */
    public ImageRecords(Run<?, ?> run, List<ImageRecord> older) {
        this.run = run;
        this.older = List.copyOf(older);
    }

    /**
     * All images, in the order in which their paths were first added, so that a reader can continue after those already
     * seen.
     */
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

    /** Adds images in memory only; one with the same path is replaced, in its place. */
    public synchronized void show(List<ImageRecord> made) {
        made.forEach(image -> json.remove(known().put(image.path(), image)));
        all = null;
    }

    /**
     * Adds images permanently, and writes the manifest. Steps that end together take turns, so that the last one writes
     * all images. A step without a workspace does not write if the archived manifest already has its images.
     *
     * @param hasWorkspace whether the step has a workspace, which gets the manifest, too
     * @throws IOException if the build directory is not writable
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
     * Adds images permanently, without the manifest.
     *
     * @throws IOException when the file cannot be written
     */
    public synchronized void add(List<ImageRecord> made) throws IOException {
        show(made);
        // Each begins with its own line break: if the last line was torn, it does not spoil others.
        StringBuilder lines = new StringBuilder();
        made.forEach(image -> lines.append('\n').append(json(image)));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.append('\n').toString());
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Jenkins forces the end of the step to disk, so this must be there, too: the step will not run again.
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
            // The images themselves are stored, and the build's page has the same information.
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

    /** Lines are split before anything is decoded: one that was torn inside a character does not spoil others. */
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
                    // Its writer was killed, or the disk was full; the other lines are intact.
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
