package hudson.model;

import java.io.File;
import java.io.IOException;

/** A build of a {@link Project}. */
public abstract class Build<P extends Project<P, B>, B extends Build<P, B>> extends AbstractBuild<P, B> {
    protected Build(P project) throws IOException {
        super(project);
    }

    protected Build(P project, File buildDirectory) throws IOException {
        super(project, buildDirectory);
    }
}
