package io.jenkins.plugins.flux;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import jenkins.util.VirtualFile;

/** A file with an address on another host, like those of artifact managers for cloud storage. */
final class ElsewhereFile extends VirtualFile {

    private final VirtualFile file;

    ElsewhereFile(VirtualFile file) {
        this.file = file;
    }

    @Override
    public URL toExternalURL() throws IOException {
        return isFile() ? URI.create("http://store.invalid/" + getName()).toURL() : null;
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
    public VirtualFile getParent() {
        return new ElsewhereFile(file.getParent());
    }

    @Override
    public boolean isDirectory() throws IOException {
        return file.isDirectory();
    }

    @Override
    public boolean isFile() throws IOException {
        return file.isFile();
    }

    @Override
    public boolean exists() throws IOException {
        return file.exists();
    }

    @Override
    public VirtualFile[] list() throws IOException {
        return Arrays.stream(file.list()).map(ElsewhereFile::new).toArray(VirtualFile[]::new);
    }

    @Override
    public VirtualFile child(String name) {
        return new ElsewhereFile(file.child(name));
    }

    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public long lastModified() throws IOException {
        return file.lastModified();
    }

    @Override
    public boolean canRead() throws IOException {
        return file.canRead();
    }

    @Override
    public InputStream open() throws IOException {
        return file.open();
    }
}
