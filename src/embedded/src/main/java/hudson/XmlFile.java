package hudson;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.XStreamException;
import flux.embedded.host.ObjectXml;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** An object in a file. */
public final class XmlFile {
    private final XStream xstream;
    private final File file;

    public XmlFile(File file) {
        this(ObjectXml.xstream(), file);
    }

    public XmlFile(XStream xstream, File file) {
        this.xstream = xstream;
        this.file = file;
    }

    public Object read() throws IOException {
        return unmarshal(null);
    }

    public Object unmarshal(Object target) throws IOException {
        try {
            return ObjectXml.read(xstream, asString(), target);
        } catch (XStreamException e) {
            throw new IOException("Unable to read " + file, e);
        }
    }

    /** Replaces the file atomically, so readers never see half of it. */
    public void write(Object object) throws IOException {
        mkdirs();
        Path temporary = Files.createTempFile(file.toPath().toAbsolutePath().getParent(), "atomic", "tmp");
        try {
            try (Writer writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                writer.write("<?xml version='1.1' encoding='UTF-8'?>\n");
                xstream.toXML(object, writer);
            } catch (XStreamException e) {
                throw new IOException("Unable to write " + file, e);
            }
            Files.move(temporary, file.toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    public boolean exists() {
        return file.exists();
    }

    public void mkdirs() throws IOException {
        Files.createDirectories(file.toPath().toAbsolutePath().getParent());
    }

    public String asString() throws IOException {
        return Files.readString(file.toPath());
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
