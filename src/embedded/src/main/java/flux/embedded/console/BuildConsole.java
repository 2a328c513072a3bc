package flux.embedded.console;

import hudson.model.TaskListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The console of one build: complete lines in order, in the log file of the build and for watchers. The file has the
 * text of Jenkins' plain console; watchers also get the branch of each line, as on Jenkins' page.
 */
public final class BuildConsole implements Closeable {
    private final Path file;
    private final Consumer<String> watcher;
    private final OutputStream out;
    private final List<LineStream> streams = new ArrayList<>();
    private long length;
    private boolean closed;

    private BuildConsole(Path file, Consumer<String> watcher, OpenOption mode) throws IOException {
        this.file = file;
        this.watcher = watcher;
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
        length = Files.size(file);
    }

    /** Creates the log file. */
    public static BuildConsole start(Path file, Consumer<String> watcher) throws IOException {
        return new BuildConsole(file, watcher, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Continues the log file, without an incomplete last line. */
    public static BuildConsole resume(Path file, Consumer<String> watcher) throws IOException {
        if (Files.exists(file)) {
            byte[] all = Files.readAllBytes(file);
            int whole = all.length;
            while (whole > 0 && all[whole - 1] != '\n') {
                whole--;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
        return new BuildConsole(file, watcher, StandardOpenOption.APPEND);
    }

    /** Creates a listener for a branch, or for the build if null. Its unfinished lines do not mix with others. */
    public TaskListener listener(String branch) {
        return listener(line -> append(branch, line));
    }

    /** Creates a listener that passes on complete lines, and the unfinished one at the end of the build. */
    public synchronized TaskListener listener(Consumer<String> lines) {
        LineStream stream = new LineStream(lines);
        streams.add(stream);
        return new ConsoleListener(stream);
    }

    /** Appends a line. Lines after the end of the build are dropped, as in Jenkins. */
    public synchronized void append(String branch, String line) {
        if (closed) {
            return;
        }
        try {
            byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
            out.write(bytes);
            length += bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        watcher.accept(branch == null || line.startsWith("[Pipeline]") ? line : '[' + branch + "] " + line);
    }

    /** The size so far, in bytes. */
    public synchronized long length() {
        return length;
    }

    /** The lines after a number of bytes. */
    public synchronized List<String> linesAfter(long offset) {
        try {
            byte[] all = Files.readAllBytes(file);
            int from = (int) Math.min(offset, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
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
        out.close();
    }
}
