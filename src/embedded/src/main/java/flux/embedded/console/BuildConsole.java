package flux.embedded.console;

import hudson.model.TaskListener;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The console of one build: whole lines in the order in which they ended, in the build's log file and for whoever
 * watches. The file holds what Jenkins' plain console shows; watchers also see which branch a line came from, as on
 * Jenkins' page.
 */
public final class BuildConsole implements Closeable {
    private final Path file;
    private final Consumer<String> watcher;
    private final BufferedWriter writer;
    private final List<LineStream> streams = new ArrayList<>();
    private boolean closed;

    /** Starts the log file. */
    public BuildConsole(Path file, Consumer<String> watcher) throws IOException {
        this.file = file;
        this.watcher = watcher;
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    /** A listener for one branch, or for the build where that is null. Its unfinished lines mix with nobody else's. */
    public TaskListener listener(String branch) {
        return new ConsoleListener(stream(branch));
    }

    private synchronized LineStream stream(String branch) {
        LineStream stream = new LineStream(line -> append(branch, line));
        streams.add(stream);
        return stream;
    }

    /** Appends one line. What comes after the end of the build is dropped, as Jenkins does. */
    public synchronized void append(String branch, String line) {
        if (closed) {
            return;
        }
        try {
            writer.write(line);
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        watcher.accept(branch == null || line.startsWith("[Pipeline]") ? line : '[' + branch + "] " + line);
    }

    /** Everything so far. */
    public synchronized String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (LineStream stream : streams) {
            stream.finishLine();
        }
        closed = true;
        writer.close();
    }
}
