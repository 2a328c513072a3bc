package flux.embedded.host;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Node;
import java.util.List;

/** What Pipeline steps only have inside {@code node}. */
public final class NodeContext {
    private static final List<Class<?>> TYPES =
            List.of(FilePath.class, Launcher.class, Computer.class, Node.class, Executor.class);

    private NodeContext() {}

    /** Whether {@code node} would provide this. */
    public static boolean isFromNode(Class<?> type) {
        return TYPES.contains(type);
    }
}
