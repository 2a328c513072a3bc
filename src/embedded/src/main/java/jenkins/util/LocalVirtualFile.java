package jenkins.util;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;

/** A local file that gives no access to files outside its root. */
final class LocalVirtualFile extends VirtualFile {
    private static final long serialVersionUID = 1L;

    private final File file;
    private final File root;

    LocalVirtualFile(File file, File root) {
        this.file = file;
        this.root = root;
    }

    @Override
    public String getName() {
        return file.getName();
    }

    @Override
    public URI toURI() {
        return file.toURI();
    }

    @Override
    public boolean isFile() throws IOException {
        return isInside() && file.isFile();
    }

    @Override
    public VirtualFile child(String name) {
        return new LocalVirtualFile(new File(file, name), root);
    }

    @Override
    public long length() throws IOException {
        return isInside() ? file.length() : 0;
    }

    @Override
    public InputStream open() throws IOException {
        if (!isInside()) {
            throw new FileNotFoundException(root + " does not hold " + file);
        }
        return Files.newInputStream(file.toPath());
    }

    private boolean isInside() throws IOException {
        return file.getCanonicalFile()
                .toPath()
                .startsWith(root.getCanonicalFile().toPath());
    }
}
