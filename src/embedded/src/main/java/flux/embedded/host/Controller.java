package flux.embedded.host;

import hudson.FilePath;
import hudson.PluginManager;
import hudson.model.Computer;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

public final class Controller extends Jenkins {
    private final BuiltInComputer computer;
    private final List<AgentNode> agents = new CopyOnWriteArrayList<>();
    private volatile Runnable stopBuilds = () -> {};

    /** Starts a Jenkins in a directory; there is only one at a time. */
    public Controller(File home) {
        super(home, null, new HostPlugins(home));
        SecretCipher.useKeyOf(home.toPath());
        computer = new BuiltInComputer(this);
    }

    /** Says how builds are stopped at the end, after plugins were told. */
    public void stopBuildsWith(Runnable how) {
        stopBuilds = how;
    }

    void stopBuilds() {
        stopBuilds.run();
    }

    public Computer createComputer() {
        return computer;
    }

    /** Adds an agent. */
    public void add(AgentNode agent) {
        agents.add(agent);
    }

    @Override
    public Computer[] getComputers() {
        return Stream.concat(Stream.of(computer), agents.stream().map(AgentNode::computer))
                .toArray(Computer[]::new);
    }

    private static final class HostPlugins extends PluginManager {
        HostPlugins(File home) {
            super(null, new File(home, "plugins"));
        }
    }

    private static final class BuiltInComputer extends Computer {
        BuiltInComputer(Jenkins node) {
            super(node);
        }

        @Override
        public VirtualChannel getChannel() {
            return FilePath.localChannel;
        }

        @Override
        public String getDisplayName() {
            return "Built-In Node";
        }
    }
}
