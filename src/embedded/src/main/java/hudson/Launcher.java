package hudson;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;

/** Starts processes in Jenkins; here it is only handed on, because nothing that this host runs starts any. */
public abstract class Launcher {
    protected Launcher(TaskListener listener, VirtualChannel channel) {}

    /** Starts processes on the controller. */
    public static class LocalLauncher extends Launcher {
        public LocalLauncher(TaskListener listener) {
            super(listener, FilePath.localChannel);
        }
    }
}
