package hudson.model;

import java.io.File;
import java.io.IOException;

/** A build of a freestyle project. */
public class FreeStyleBuild extends Build<FreeStyleProject, FreeStyleBuild> {
    public FreeStyleBuild(FreeStyleProject project) throws IOException {
        super(project);
    }

    public FreeStyleBuild(FreeStyleProject project, File buildDirectory) throws IOException {
        super(project, buildDirectory);
    }
}
