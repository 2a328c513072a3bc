package flux.embedded.pipeline;

import hudson.FilePath;
import hudson.model.TopLevelItem;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.Jenkins;

/** Gives each job a workspace, and another one if that is in use: {@code job}, {@code job@2}… */
public final class Workspaces {
    /** Number of users: more than one only briefly, when a script runs again after a restart. */
    private static final Map<FilePath, Integer> LEASED = new HashMap<>();

    private Workspaces() {}

    /** Allocates an unused workspace, which must be released. As in Jenkins, it need not exist yet. */
    public static FilePath lease(TopLevelItem job) {
        FilePath first = Jenkins.get().getWorkspaceFor(job);
        FilePath candidate = first;
        synchronized (LEASED) {
            for (int i = 2; LEASED.containsKey(candidate); i++) {
                candidate = first.sibling(first.getName() + "@" + i);
            }
            LEASED.put(candidate, 1);
        }
        return candidate;
    }

    /** Takes the workspace that a build had before the restart of Jenkins; it must be released. */
    public static void retake(String path) {
        synchronized (LEASED) {
            LEASED.merge(new FilePath(new File(path)), 1, Integer::sum);
        }
    }

    /** Releases a workspace. */
    public static void release(FilePath workspace) {
        synchronized (LEASED) {
            LEASED.computeIfPresent(workspace, (path, times) -> times == 1 ? null : times - 1);
        }
    }

    /** Forgets the workspaces of a Jenkins that has ended. */
    public static void forgetAll() {
        synchronized (LEASED) {
            LEASED.clear();
        }
    }
}
