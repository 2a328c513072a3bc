package jenkins.model;

import java.io.IOException;

/** Something whose state comes from disk. */
public interface Loadable {
    void load() throws IOException;
}
