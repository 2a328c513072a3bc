package flux.embedded.pipeline;

import hudson.FilePath;
import hudson.model.TopLevelItem;
import java.util.HashSet;
import java.util.Set;
import jenkins.model.Jenkins;

/** Gives each job a workspace, and another one when that is in use: {@code job}, {@code job@2}… */
public final class Workspaces {
    private static final Set<FilePath> LEASED = new HashSet<>();

    private Workspaces() {}

    /** A workspace that nobody else has; it has to be given back. Like in Jenkins, it need not exist yet. */
    public static FilePath lease(TopLevelItem job) {
        FilePath first = Jenkins.get().getWorkspaceFor(job);
        FilePath candidate = first;
        synchronized (LEASED) {
            for (int i = 2; !LEASED.add(candidate); i++) {
                candidate = first.sibling(first.getName() + "@" + i);
            }
        }
        return candidate;
    }

    /** Gives a workspace back. */
    public static void release(FilePath workspace) {
        synchronized (LEASED) {
            LEASED.remove(workspace);
        }
    }
}
