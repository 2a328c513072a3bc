package flux.embedded.pipeline;

import hudson.security.ACL;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notifies the steps of a script that Jenkins was restarted, each on a thread of its own, as Jenkins does; the script
 * may already be running.
 */
final class Resumption {
    private final Program program;
    private final AtomicInteger left;

    private Resumption(Program program, int steps) {
        this.program = program;
        left = new AtomicInteger(steps);
    }

    static void of(Program program, List<StepCall> steps) {
        Resumption resumption = new Resumption(program, steps.size());
        for (StepCall step : steps) {
            Thread thread = new Thread(
                    RunAs.of(ACL.SYSTEM2, () -> resumption.resume(step)),
                    "Resuming " + step.name() + " of " + program.run());
            thread.setDaemon(true);
            thread.start();
        }
        if (steps.isEmpty()) {
            resumption.ready();
        }
    }

    private void resume(StepCall step) {
        step.resume();
        if (left.decrementAndGet() == 0) {
            ready();
        }
    }

    private void ready() {
        program.console().append(null, "Ready to run at " + new Date());
    }
}
