package flux.embedded.freestyle;

import flux.embedded.console.BuildConsole;
import hudson.model.Computer;
import hudson.model.Executor;

/** The executor thread of one freestyle build. */
public final class BuildExecutor extends Executor {
    private final FreestyleRun build;
    private final BuildConsole console;
    private final Runnable whenOver;

    /** An executor for one build; it ends with it. */
    public BuildExecutor(Computer owner, FreestyleRun build, BuildConsole console, Runnable whenOver) {
        super(owner, 0);
        this.build = build;
        this.console = console;
        this.whenOver = whenOver;
        setDaemon(true);
        setName(getName() + " : executing " + build);
    }

    @Override
    public void run() {
        try {
            build.execute(console);
        } finally {
            whenOver.run();
        }
    }
}
