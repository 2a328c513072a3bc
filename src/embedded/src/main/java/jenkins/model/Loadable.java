package jenkins.model;

import java.io.IOException;

/** An object whose state is loaded from disk. */
public interface Loadable {
    void load() throws IOException;
}
