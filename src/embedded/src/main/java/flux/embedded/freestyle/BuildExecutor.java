package flux.embedded.freestyle;

import flux.embedded.console.BuildConsole;
import hudson.model.Computer;
import hudson.model.Executor;
import hudson.security.ACL;
import hudson.security.ACLContext;

/** The executor thread of one freestyle build. */
public final class BuildExecutor extends Executor {
    private final FreestyleRun build;
    private final BuildConsole console;
    private final Runnable whenOver;

    /** Creates an executor for one build, with which it ends. */
    public BuildExecutor(Computer owner, FreestyleRun build, BuildConsole console, Runnable whenOver) {
        super(owner, 0);
        this.build = build;
        this.console = console;
        this.whenOver = whenOver;
        setDaemon(true);
        setName(getName() + " : executing " + build);
    }

    @Override
    @SuppressWarnings("try") // The context only has to be closed.
    public void run() {
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            build.execute(console);
        } finally {
            whenOver.run();
        }
    }
}
