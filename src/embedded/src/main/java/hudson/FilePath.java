package hudson;

import flux.embedded.host.AgentChannel;
import flux.embedded.host.FileTree;
import hudson.model.Computer;
import hudson.remoting.LocalChannel;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** A file on this machine; if it has a channel, it can be accessed only while the channel is open. */
public final class FilePath implements SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    public static final LocalChannel localChannel = new LocalChannel(null);

    private final transient VirtualChannel channel;
    private final String remote;

    public FilePath(VirtualChannel channel, String remote) {
        this.channel = channel == localChannel ? null : channel;
        this.remote = normalize(remote);
    }

    public FilePath(File localPath) {
        this((VirtualChannel) null, localPath.getPath());
    }

    public FilePath(FilePath base, String relative) {
        channel = base.channel;
        remote = normalize(
                new File(relative).isAbsolute() ? relative : base.remote + (relative.isEmpty() ? "" : "/" + relative));
    }

    private static String normalize(String path) {
        Path normal = Path.of(path).normalize();
        return normal.toString().isEmpty() ? "." : normal.toString();
    }

    private Path path() throws IOException {
        if (channel instanceof AgentChannel agent) {
            agent.check();
        }
        return Path.of(remote);
    }

    /** The computer of its channel; null if there no longer is one. */
    public Computer toComputer() {
        for (Computer computer : Jenkins.get().getComputers()) {
            if (computer.getChannel() == getChannel()) {
                return computer;
            }
        }
        return null;
    }

    public String getRemote() {
        return remote;
    }

    public VirtualChannel getChannel() {
        return channel != null ? channel : localChannel;
    }

    public String getName() {
        String slashed = remote.endsWith("/") ? remote.substring(0, remote.length() - 1) : remote;
        return slashed.substring(slashed.lastIndexOf('/') + 1);
    }

    public FilePath child(String relativeOrAbsolute) {
        return new FilePath(this, relativeOrAbsolute);
    }

    public FilePath sibling(String relative) {
        return getParent().child(relative);
    }

    public FilePath getParent() {
        Path parent = Path.of(remote).getParent();
        return parent == null ? null : new FilePath(channel, parent.toString());
    }

    public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
        return callable.invoke(path().toFile(), getChannel());
    }

    public void mkdirs() throws IOException, InterruptedException {
        Files.createDirectories(path());
    }

    public boolean exists() throws IOException, InterruptedException {
        return Files.exists(path());
    }

    public void deleteRecursive() throws IOException, InterruptedException {
        FileTree.delete(path());
    }

    /** Makes the directories that lead there, as Jenkins does. */
    public OutputStream write() throws IOException, InterruptedException {
        makeParent();
        return Files.newOutputStream(path());
    }

    public void write(String content, String encoding) throws IOException, InterruptedException {
        makeParent();
        Files.writeString(path(), content, encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding));
    }

    public void copyFrom(InputStream in) throws IOException, InterruptedException {
        try (OutputStream out = write()) {
            in.transferTo(out);
        }
    }

    public void copyTo(FilePath target) throws IOException, InterruptedException {
        target.makeParent();
        Files.copy(path(), target.path(), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Whether a path stays inside this directory, following all symbolic links. Parts that do not exist are judged by
     * their names.
     */
    public boolean isDescendant(String potentialChildRelativePath) throws IOException, InterruptedException {
        if (new File(potentialChildRelativePath).isAbsolute()) {
            throw new IllegalArgumentException(
                    "Only a relative path is supported, the given path is absolute: " + potentialChildRelativePath);
        }
        return FileTree.contains(path(), potentialChildRelativePath);
    }

    private void makeParent() throws IOException {
        Path parent = path().toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilePath that && remote.equals(that.remote) && Objects.equals(channel, that.channel);
    }

    @Override
    public int hashCode() {
        return remote.hashCode();
    }

    @Override
    public String toString() {
        return remote;
    }

    /** In Jenkins, a path may be sent between machines, but not stored. */
    private void writeObject(ObjectOutputStream stream) throws IOException {
        throw new java.io.NotSerializableException("FilePath " + remote);
    }

    /** Code that runs on the machine of the file. */
    public interface FileCallable<T> extends Serializable {
        T invoke(File file, VirtualChannel channel) throws IOException, InterruptedException;
    }
}
