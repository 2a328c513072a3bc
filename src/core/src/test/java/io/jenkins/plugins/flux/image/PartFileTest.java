package io.jenkins.plugins.flux.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
    private static final ByteBuffer HELLO = ByteBuffer.wrap("hello".getBytes()).asReadOnlyBuffer();

    @TempDir
    private Path directory;

    @Test
    void whenWrittenClosedAndMoved_thenTheTargetHasTheBytesAndTheirChecksum() throws Exception {
        Path target = directory.resolve("target");
        PartFile part = PartFile.beside(target);
        part.write(HELLO.duplicate());
        part.write(HELLO.duplicate());
        part.close();
        part.close();

        assertThat(part.size()).isEqualTo(10);
        assertThat(part.moveTo(target)).isEqualTo("0a86050fb37a4def36885da9557f5b22a9e191767a80e7a4a2415410a4462b68");
        assertThat(target).hasContent("hellohello");
        assertThat(part.path()).doesNotExist().hasParentRaw(directory);
    }

    @Test
    void whenMoved_thenTheTargetIsAsReadableAsAnyNewFile() throws Exception {
        Path ordinary = Files.writeString(directory.resolve("ordinary"), "");
        PartFile part = PartFile.beside(directory.resolve("target"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part.path())))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(ordinary)));
        part.discard();
    }

    @Test
    void whenDiscarded_thenItIsGoneAndCannotBeWritten() throws Exception {
        PartFile part = PartFile.beside(directory.resolve("target"));
        part.discard();
        part.discard();

        assertThat(part.path()).doesNotExist();
        assertThat(catchThrowable(() -> part.write(HELLO.duplicate()))).isInstanceOf(ClosedChannelException.class);
    }
}
