package io.jenkins.plugins.flux.journal;

import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.Journal;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.queue.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Writes a journal. Entries that arrive together are written together and forced to disk once. Safe for use by any
 * thread.
 */
public final class JournalWriter implements Journal, AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final Executor writers;
    private final List<Line> waiting = new ArrayList<>();
    private boolean busy;

    /** Where the last whole line ends; used by one writer at a time. */
    private long end;

    private JournalWriter(Path file, FileChannel channel, Executor writers) throws IOException {
        this.file = file;
        this.channel = channel;
        this.writers = writers;
        this.end = channel.size();
    }

    /**
     * Begins the journal of a batch: the plan, and the entries of the jobs and images that it reuses. All of that is on
     * disk when this returns, or there is no such file. Blocks.
     *
     * @param file must not exist yet
     * @param labels what the host needs to find again
     * @param writers threads that may block
     */
    public static JournalWriter create(Path file, BatchHistory start, Map<String, String> labels, Executor writers)
            throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        // A process that is killed meanwhile must not leave half of it: that would be a batch that reuses nothing.
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            new JournalWriter(unfinished, channel, writers).append(begun(start, labels), true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return append(file, writers);
    }

    private static byte[] begun(BatchHistory start, Map<String, String> labels) {
        StringBuilder lines = new StringBuilder(JournaledBatch.header(start, labels)).append('\n');
        for (int index = 0; index < start.images().size(); index++) {
            for (JournalEntry entry : start.images().get(index).entries()) {
                lines.append(Json.write(EntryFormat.write(index, entry))).append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Continues the journal of another process after its last whole line. Blocks.
     *
     * @param writers threads that may block
     */
    public static JournalWriter append(Path file, Executor writers) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            channel.truncate(endOfLastLine(channel));
            return new JournalWriter(file, channel, writers);
        } catch (IOException unusable) {
            channel.close();
            throw unusable;
        }
    }

    @Override
    public CompletableFuture<Void> add(int image, JournalEntry entry) {
        Line line = new Line(
                bytes(Json.write(EntryFormat.write(image, entry))), entry.isForced(), new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(line);
            if (!busy) {
                busy = true;
                writers.execute(this::write);
            }
        }
        return line.written();
    }

    /** Writes that are still waiting or come later fail. Blocks. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void write() {
        for (List<Line> lines = next(); !lines.isEmpty(); lines = next()) {
            try {
                append(joined(lines), lines.stream().anyMatch(Line::isForced));
                lines.forEach(line -> line.written().complete(null));
            } catch (IOException | RuntimeException failed) {
                IOException failure = new IOException(file + " could not be written: " + failed, failed);
                lines.forEach(line -> line.written().completeExceptionally(failure));
            }
        }
    }

    private List<Line> next() {
        synchronized (waiting) {
            List<Line> lines = List.copyOf(waiting);
            waiting.clear();
            busy = !lines.isEmpty();
            return lines;
        }
    }

    private void append(byte[] lines, boolean isForced) throws IOException {
        // A write that failed halfway may have left something after the last whole line.
        channel.truncate(end);
        ByteBuffer buffer = ByteBuffer.wrap(lines);
        long position = end;
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
        end = position;
        if (isForced) {
            channel.force(false);
        }
    }

    private static byte[] joined(List<Line> lines) {
        ByteBuffer all = ByteBuffer.allocate(
                lines.stream().mapToInt(line -> line.bytes().length).sum());
        lines.forEach(line -> all.put(line.bytes()));
        return all.array();
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    private record Line(byte[] bytes, boolean isForced, CompletableFuture<Void> written) {}
}
