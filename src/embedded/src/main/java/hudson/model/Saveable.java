package hudson.model;

import java.io.IOException;

/** An object whose state is stored on disk. */
public interface Saveable {
    /** For objects that are only in memory. */
    Saveable NOOP = () -> {};

    void save() throws IOException;
}
