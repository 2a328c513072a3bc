package hudson.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.CauseOfInterruption;
import jenkins.model.InterruptedBuildAction;

/** The thread of a build. A subclass defines what it runs. */
public class Executor extends Thread implements ModelObject {
    private final int number;
    private final List<CauseOfInterruption> causes = new CopyOnWriteArrayList<>();
    private volatile Result interruptStatus;

    public Executor(Computer owner, int number) {
        super("Executor #" + number + " for " + owner.getDisplayName());
        this.number = number;
    }

    @Override
    public void interrupt() {
        interrupt(Result.ABORTED);
    }

    public void interrupt(Result result) {
        interrupt(result, new CauseOfInterruption[0]);
    }

    public void interrupt(Result result, CauseOfInterruption... causes) {
        interruptStatus = result;
        for (CauseOfInterruption cause : causes) {
            if (!this.causes.contains(cause)) {
                this.causes.add(cause);
            }
        }
        super.interrupt();
    }

    /** The result for an interrupted build; reading clears it. */
    public Result abortResult() {
        Thread.interrupted();
        Result result = interruptStatus;
        return result == null ? Result.ABORTED : result;
    }

    public void recordCauseOfInterruption(Run<?, ?> build, TaskListener listener) {
        if (causes.isEmpty()) {
            return;
        }
        List<CauseOfInterruption> recorded = List.copyOf(causes);
        causes.clear();
        build.addAction(new InterruptedBuildAction(recorded));
        recorded.forEach(cause -> cause.print(listener));
    }

    @Override
    public String getDisplayName() {
        return "Executor #" + number;
    }

    public static Executor currentExecutor() {
        return Thread.currentThread() instanceof Executor executor ? executor : null;
    }
}
