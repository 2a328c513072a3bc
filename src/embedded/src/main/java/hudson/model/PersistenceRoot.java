package hudson.model;

import java.io.File;

/** A {@link Saveable} with its own directory. */
public interface PersistenceRoot extends Saveable {
    File getRootDir();
}
