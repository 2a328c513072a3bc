package flux.embedded.pipeline;

import flux.embedded.console.BuildConsole;
import flux.embedded.program.Place;
import flux.embedded.program.StoredOutcome;
import hudson.AbortException;
import hudson.Functions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A running Pipeline script. */
final class Program {
    private static final Logger LOGGER = Logger.getLogger(Program.class.getName());

    private final PipelineRun run;
    private final BuildConsole console;
    private final PipelineHost host;
    private final Recorder recorder;
    private final ProgramOutput output;
    private final VmThread vm;
    private final List<Branch> branches = new ArrayList<>();

    private final List<Runnable> whenLive = new ArrayList<>();
    private Replay replay;
    private boolean stopsCount;
    private boolean ended;

    Program(PipelineRun run, BuildConsole console, PipelineHost host, Recorder recorder) {
        this.run = run;
        this.console = console;
        this.host = host;
        this.recorder = recorder;
        output = new ProgramOutput(console);
        vm = new VmThread(
                run.toString(), run.getParent().getDefaultAuthentication2(), host.timer(), host.slowCallLimit());
    }

    PipelineRun run() {
        return run;
    }

    BuildConsole console() {
        return console;
    }

    /** The output of the script itself. */
    ProgramOutput output() {
        return output;
    }

    Recorder recorder() {
        return recorder;
    }

    VmThread vm() {
        return vm;
    }

    ScheduledExecutorService timer() {
        return host.timer();
    }

    ExecutorSlots executors() {
        return host.executors();
    }

    /** On the VM thread: the branch has ended. */
    void forget(Branch branch) {
        branches.remove(branch);
    }

    /** Continues every branch that can run, oldest first. */
    void wakeUp() {
        vm.execute(() -> List.copyOf(branches).forEach(Branch::resumeIfArrived));
    }

    /** Starts the script; the consumer receives the outcome on the VM thread. */
    void start(String script, Consumer<Outcome> whenEnded) {
        vm.execute(() -> {
            Branch first = prepare(script, whenEnded);
            if (first != null) {
                first.resume(null);
            }
        });
    }

    /** Resumes a script that was running when Jenkins ended. */
    void resume(Replay past, Consumer<Outcome> whenEnded) {
        vm.execute(() -> {
            try {
                replay = past;
                past.begin();
                prepare(past.history().script(), whenEnded);
                if (!ended) {
                    past.run();
                }
                if (!ended) {
                    goLive(past.restoreSteps());
                }
            } catch (IOException | RuntimeException e) {
                fail(e, whenEnded);
            }
        });
    }

    /** On the VM thread: called when the script is where it was. */
    private void goLive(List<StepCall> restored) {
        replay = null;
        output.leaveOut(List.of());
        run.restoreResult();
        List.copyOf(whenLive).forEach(Runnable::run);
        whenLive.clear();
        Resumption.of(this, restored);
        List.copyOf(branches).forEach(Branch::goLive);
    }

    /** Ends a program that cannot resume after a restart, as Jenkins does. */
    void cannotResume(IOException problem, Consumer<Outcome> whenEnded) {
        vm.execute(() -> fail(problem, whenEnded));
    }

    private void fail(Exception problem, Consumer<Outcome> whenEnded) {
        output.leaveOut(List.of());
        Functions.printStackTrace(problem, console.listener((String) null).getLogger());
        end(Outcome.failure(new AbortException("Failed to load program")), whenEnded);
    }

    private Branch prepare(String script, Consumer<Outcome> whenEnded) {
        PipelineScript compiled;
        try {
            compiled = PipelineScript.compile(script, run);
        } catch (RuntimeException failure) {
            end(Outcome.failure(failure), whenEnded);
            return null;
        }
        output.append(null, "[Pipeline] Start of Pipeline");
        return fork("", null, Scope.outermost(), compiled::run, outcome -> {
            output.append(null, "[Pipeline] End of Pipeline");
            end(outcome, whenEnded);
        });
    }

    private void end(Outcome outcome, Consumer<Outcome> whenEnded) {
        ended = true;
        vm.shutDown();
        whenEnded.accept(outcome);
    }

    /**
     * Stores everything, so the script can resume when Jenkins is started again; until then, it does nothing. The
     * threads of its branches stay blocked as long as this process lives: there is no way to end them that the script
     * would not notice.
     */
    void suspend(Duration patience) {
        vm.execute(() -> {
            recorder.suspend(branches);
            vm.shutDown();
        });
        try {
            if (!vm.awaitEnd(patience)) {
                LOGGER.warning(() -> run + " was not suspended: a step keeps its thread");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * On the VM thread, or on that of a branch: whether the script is only repeating what it did before Jenkins ended.
     */
    boolean isReplaying() {
        return replay != null;
    }

    /** What was done at a place before Jenkins ended, or null. */
    Outcome known(Place place) throws IOException {
        StoredOutcome stored = replay == null ? null : replay.history().done(place);
        return stored == null ? null : replay.outcomes().read(stored);
    }

    /** Runs an action as soon as the script is no longer only repeating. */
    void whenLive(Runnable task) {
        if (replay == null) {
            task.run();
        } else {
            whenLive.add(task);
        }
    }

    /** The branch with a key; null if there is none or it has ended. */
    Branch branch(String key) {
        return branches.stream()
                .filter(branch -> branch.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** On the VM thread: the step that waits at a place, or null. */
    StepCall stepAt(Place place) {
        Branch branch = branch(place.branch());
        return branch != null && branch.awaiting() instanceof StepCall call && place.equals(call.place()) ? call : null;
    }

    /** On the VM thread, or on that of a branch: creates a branch without starting it. */
    Branch fork(String key, String name, Scope scope, Callable<?> code, Consumer<Outcome> whenEnded) {
        Branch branch = new Branch(this, key, name, scope, code, whenEnded);
        branches.add(branch);
        return branch;
    }

    /** From now on, blocks that the script stops may not have been stopped before Jenkins ended. */
    void keepStops() {
        stopsCount = true;
    }

    /** Stops everything inside a block, youngest branch first; null for the whole script. */
    void stop(Scope block, Throwable cause) {
        if (replay != null) {
            if (stopsCount) {
                whenLive.add(() -> stop(block, cause));
            }
            return;
        }
        for (Branch branch : activeBranches(block)) {
            branch.stop(cause);
        }
    }

    /** On the VM thread: the branches inside a block, youngest first. */
    List<Branch> activeBranches(Scope block) {
        List<Branch> active = new ArrayList<>();
        for (Branch branch : branches) {
            if (!branch.isEnded() && (block == null || branch.scope().isInside(block))) {
                active.add(0, branch);
            }
        }
        return active;
    }

    /** Stops the build, like the stop button. */
    void interrupt(FlowInterruptedException interruption) {
        vm.execute(() -> stop(null, interruption));
    }
}
