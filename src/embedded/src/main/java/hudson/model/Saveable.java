package hudson.model;

import java.io.IOException;

/** Something whose state goes to disk. */
public interface Saveable {
    /** For what is only held in memory. */
    Saveable NOOP = () -> {};

    void save() throws IOException;
}
