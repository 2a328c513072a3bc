package flux.embedded.pipeline;

import flux.embedded.console.BuildConsole;
import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import hudson.EnvVars;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.TaskListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** A running Pipeline script. */
final class Program {
    private final PipelineRun run;
    private final BuildConsole console;
    private final PipelineHost host;
    private final VmThread vm;
    private final List<Branch> branches = new ArrayList<>();
    private final Map<String, String> scriptVariables = new ConcurrentHashMap<>();

    Program(PipelineRun run, BuildConsole console, PipelineHost host) {
        this.run = run;
        this.console = console;
        this.host = host;
        vm = new VmThread(run.toString(), host.timer(), host.slowCallLimit());
    }

    PipelineRun run() {
        return run;
    }

    BuildConsole console() {
        return console;
    }

    VmThread vm() {
        return vm;
    }

    ScheduledExecutorService timer() {
        return host.timer();
    }

    Duration grace() {
        return host.grace();
    }

    ExecutorSlots executors() {
        return host.executors();
    }

    Computer builtInComputer() {
        return host.builtInComputer();
    }

    /** On the VM thread: the branch has ended. */
    void forget(Branch branch) {
        branches.remove(branch);
    }

    /** Lets every branch go on that can, the oldest first. */
    void wakeUp() {
        vm.execute(() -> List.copyOf(branches).forEach(Branch::resumeIfArrived));
    }

    /** Starts the script; the consumer is told how it ended, on the VM thread. */
    void start(String script, Consumer<Outcome> whenEnded) {
        vm.execute(() -> {
            PipelineScript compiled;
            try {
                compiled = compile(script);
            } catch (RuntimeException failure) {
                end(Outcome.failure(failure), whenEnded);
                return;
            }
            console.append(null, "[Pipeline] Start of Pipeline");
            fork(null, Scope.outermost(), compiled::run, outcome -> {
                        console.append(null, "[Pipeline] End of Pipeline");
                        end(outcome, whenEnded);
                    })
                    .resume(null);
        });
    }

    private void end(Outcome outcome, Consumer<Outcome> whenEnded) {
        vm.shutDown();
        whenEnded.accept(outcome);
    }

    private PipelineScript compile(String script) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        configuration.addCompilationCustomizers(new StepNames());
        Binding binding = new Binding();
        PipelineScript compiled = (PipelineScript)
                new GroovyShell(getClass().getClassLoader(), binding, configuration).parse(script, "WorkflowScript");
        compiled.bind(run);
        return compiled;
    }

    /** On the VM thread, or on that of a branch: a new branch, not started yet. */
    Branch fork(String name, Scope scope, Callable<?> code, Consumer<Outcome> whenEnded) {
        Branch branch = new Branch(this, name, scope, code, whenEnded);
        branches.add(branch);
        return branch;
    }

    /** Stops everything inside of a block, the youngest branch first; null stands for the whole script. */
    void stop(Scope block, Throwable cause) {
        for (Branch branch : activeBranches(block)) {
            branch.stop(cause);
        }
    }

    /** On the VM thread: the branches that are somewhere inside of a block, the youngest first. */
    List<Branch> activeBranches(Scope block) {
        List<Branch> active = new ArrayList<>();
        for (Branch branch : branches) {
            if (!branch.isEnded() && (block == null || branch.scope().isInside(block))) {
                active.add(0, branch);
            }
        }
        return active;
    }

    /** Stops the build as the stop button does. */
    void interrupt(FlowInterruptedException interruption) {
        vm.execute(() -> stop(null, interruption));
    }

    /** Makes steps that did not react to an interruption fail, as the forcible termination does. */
    void terminate() {
        vm.execute(() -> {
            for (Branch branch : activeBranches(null)) {
                if (branch.awaiting() instanceof StepCall call) {
                    call.complete(Outcome.failure(new FlowInterruptedException(Result.ABORTED, true)));
                    branch.println("Terminating " + call.descriptor().getFunctionName());
                }
            }
        });
    }

    /** Variables that the script set with {@code env.NAME = value}. */
    Map<String, String> scriptVariables() {
        return scriptVariables;
    }

    EnvVars environment(TaskListener listener, Scope scope) {
        try {
            EnvVars environment = run.getEnvironment(listener);
            environment.overrideAll(scriptVariables);
            scope.contributeTo(environment);
            return environment;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
