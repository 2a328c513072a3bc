package hudson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePathTest {
    @TempDir
    Path directory;

    private FilePath workspace() {
        return new FilePath(directory.toFile());
    }

    @Test
    void normalizesPaths() {
        assertThat(workspace().child("a/../b/./c").getRemote()).isEqualTo(directory + "/b/c");
        assertThat(workspace().child("/etc").getRemote()).isEqualTo("/etc");
        assertThat(workspace().child("a/b.tar.gz").getName()).isEqualTo("b.tar.gz");
        assertThat(workspace().child("a/b").getParent()).isEqualTo(workspace().child("a"));
    }

    @Test
    void makesDirectoriesToWriteInto() throws Exception {
        workspace().child("a/b/c.txt").write("x", null);
        assertThat(directory.resolve("a/b/c.txt")).hasContent("x");
        workspace().child("a/b/c.txt").copyTo(workspace().child("d/e"));
        assertThat(directory.resolve("d/e")).hasContent("x");
        workspace().child("a").deleteRecursive();
        assertThat(workspace().child("a").exists()).isFalse();
    }

    @Test
    void knowsItsDescendants() throws Exception {
        workspace().child("a").mkdirs();
        assertThat(workspace().isDescendant("a/new/file")).isTrue();
        assertThat(workspace().isDescendant("a/../b")).isTrue();
        assertThat(workspace().isDescendant("..")).isFalse();
        assertThat(workspace().isDescendant("a/../../x")).isFalse();
        assertThatThrownBy(() -> workspace().isDescendant("/etc")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seesThroughSymbolicLinks() throws Exception {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        FilePath inside = workspace().child("inside");
        inside.mkdirs();
        Files.createSymbolicLink(directory.resolve("inside/out"), outside);
        Files.createSymbolicLink(directory.resolve("inside/dangling"), directory.resolve("nowhere"));
        Files.createDirectory(directory.resolve("inside/real"));
        Files.createSymbolicLink(directory.resolve("inside/in"), directory.resolve("inside/real"));
        assertThat(inside.isDescendant("out/x")).isFalse();
        assertThat(inside.isDescendant("dangling/x")).isFalse();
        assertThat(inside.isDescendant("in/x")).isTrue();
    }

    @Test
    void hasNoDescendantsBeforeItExists() throws Exception {
        assertThat(workspace().child("later").isDescendant("x")).isFalse();
    }

    @Test
    void runsCodeWhereTheFileIs() throws Exception {
        assertThat(workspace().child("x").act(new NameOf())).isEqualTo("x");
    }

    @Test
    void cannotBeStored() {
        assertThatThrownBy(() -> new java.io.ObjectOutputStream(java.io.OutputStream.nullOutputStream())
                        .writeObject(workspace()))
                .isInstanceOf(java.io.NotSerializableException.class);
    }

    private static final class NameOf extends MasterToSlaveFileCallable<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String invoke(File file, VirtualChannel channel) throws IOException {
            return file.getName();
        }
    }
}
