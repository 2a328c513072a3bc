package hudson;

import flux.embedded.host.StackTraces;
import java.io.PrintStream;

/** Helpers used by this host and the plugin. */
public class Functions {
    public static boolean isArtifactsPermissionEnabled() {
        return Boolean.getBoolean("hudson.security.ArtifactsPermission");
    }

    public static void printStackTrace(Throwable throwable, PrintStream out) {
        out.println(StackTraces.describe(throwable));
    }
}
