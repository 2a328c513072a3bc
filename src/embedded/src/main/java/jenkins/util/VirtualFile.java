package jenkins.util;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;

/** A read-only file, anywhere. */
public abstract class VirtualFile implements Comparable<VirtualFile>, Serializable {
    private static final long serialVersionUID = 1L;

    public abstract String getName();

    public abstract URI toURI();

    public abstract boolean isFile() throws IOException;

    public abstract VirtualFile child(String name);

    public abstract long length() throws IOException;

    public abstract InputStream open() throws IOException;

    @Override
    public final int compareTo(VirtualFile that) {
        return getName().compareToIgnoreCase(that.getName());
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof VirtualFile that && toURI().equals(that.toURI());
    }

    @Override
    public final int hashCode() {
        return toURI().hashCode();
    }

    @Override
    public final String toString() {
        return toURI().toString();
    }

    public static VirtualFile forFile(File file) {
        return new LocalVirtualFile(file, file);
    }
}
