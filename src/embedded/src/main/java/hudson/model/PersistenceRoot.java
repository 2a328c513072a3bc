package hudson.model;

import java.io.File;

/** A {@link Saveable} that has a directory of its own. */
public interface PersistenceRoot extends Saveable {
    File getRootDir();
}
