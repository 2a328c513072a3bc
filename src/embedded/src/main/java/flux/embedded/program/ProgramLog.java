package flux.embedded.program;

import flux.embedded.host.FileTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The records of one running script, in an append-only file. Each is written with one call before the script continues,
 * so it survives the end of the process; an incomplete record is ignored.
 */
public final class ProgramLog implements Closeable {
    private static final int HEADER = Integer.BYTES + Long.BYTES;

    private final Path directory;
    private final OutputStream out;
    private boolean closed;

    private ProgramLog(Path directory) throws IOException {
        this.directory = directory;
        out = Files.newOutputStream(file(directory), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Creates the records of a script in its build directory. */
    public static ProgramLog create(Path build, ProgramRecord.Started started) throws IOException {
        Path directory = directory(build);
        Files.createDirectories(directory);
        ProgramLog log = new ProgramLog(directory);
        log.out.write(frame(started));
        return log;
    }

    /** Continues with the records of a script that was read. */
    public static ProgramLog resume(Path build) throws IOException {
        return new ProgramLog(directory(build));
    }

    /**
     * Adds a record; does nothing once this is closed. May be called on any thread.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public synchronized void append(ProgramRecord fact) {
        if (closed) {
            return;
        }
        try {
            out.write(frame(fact));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        out.close();
    }

    /** Deletes everything: the script has ended. */
    public synchronized void delete() throws IOException {
        close();
        FileTree.delete(directory);
    }

    /** Reads all records of a build's script; removes an incomplete one at the end from the file. */
    public static List<ProgramRecord> read(Path build) throws IOException {
        Path file = file(directory(build));
        List<ProgramRecord> facts = new ArrayList<>();
        if (!Files.exists(file)) {
            return facts;
        }
        byte[] all = Files.readAllBytes(file);
        ByteBuffer rest = ByteBuffer.wrap(all);
        int whole = 0;
        while (rest.remaining() >= HEADER) {
            int length = rest.getInt();
            long checksum = rest.getLong();
            if (length < 0 || length > rest.remaining() || checksum(all, rest.position(), length) != checksum) {
                break;
            }
            facts.add(parse(all, rest.position(), length));
            rest.position(rest.position() + length);
            whole = rest.position();
        }
        if (whole < all.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(whole);
            }
        }
        return facts;
    }

    private static byte[] frame(ProgramRecord fact) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(fact);
        }
        byte[] content = bytes.toByteArray();
        return ByteBuffer.allocate(HEADER + content.length)
                .putInt(content.length)
                .putLong(checksum(content, 0, content.length))
                .put(content)
                .array();
    }

    private static ProgramRecord parse(byte[] all, int from, int length) throws IOException {
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(all, from, length))) {
            return (ProgramRecord) stream.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    private static long checksum(byte[] bytes, int from, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, from, length);
        return checksum.getValue();
    }

    private static Path directory(Path build) {
        return build.resolve("program");
    }

    private static Path file(Path directory) {
        return directory.resolve("records");
    }
}
