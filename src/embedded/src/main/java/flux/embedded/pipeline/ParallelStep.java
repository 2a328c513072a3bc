package flux.embedded.pipeline;

import groovy.lang.Closure;
import hudson.AbortException;
import hudson.model.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Runs branches side by side: whenever one waits, another one runs. */
final class ParallelStep implements BuiltInStep {
    @Override
    public boolean takesBody() {
        return true;
    }

    /** Branches may have any name. */
    @Override
    public Set<String> arguments() {
        return null;
    }

    @Override
    public boolean needsBody() {
        return false;
    }

    @Override
    public Object run(Branch branch, CallArguments arguments) {
        boolean failFast = false;
        Map<String, Closure<?>> bodies = new LinkedHashMap<>();
        for (Map.Entry<String, Object> argument : arguments.named().entrySet()) {
            if (argument.getValue() instanceof Closure<?> body) {
                bodies.put(argument.getKey(), body);
            } else if (argument.getKey().equals("failFast") && argument.getValue() instanceof Boolean flag) {
                failFast = flag;
            } else {
                throw new IllegalArgumentException("Expected a closure or failFast but found " + argument);
            }
        }
        if (bodies.isEmpty()) {
            branch.println("No branches to run");
            return Map.of();
        }
        return branch.await(new Join(branch, bodies, failFast));
    }

    /** Waits until all branches have ended. */
    private static final class Join extends Await {
        private final Branch parent;
        private final Map<String, Closure<?>> bodies;
        private final boolean failFast;
        private final Scope scope;
        private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
        private final List<Throwable> failures = new ArrayList<>();
        private boolean stopSent;

        Join(Branch parent, Map<String, Closure<?>> bodies, boolean failFast) {
            this.parent = parent;
            this.bodies = bodies;
            this.failFast = failFast;
            scope = parent.scope().inner();
        }

        @Override
        String name() {
            return "parallel";
        }

        @Override
        void begin() {
            fork().forEach(branch -> parent.program().vm().execute(() -> branch.resume(null)));
        }

        @Override
        void replay() {
            fork();
        }

        /** The branches exist again, each at its own place. */
        @Override
        void beginAgain() {
            // Nothing runs here itself.
        }

        @Override
        boolean computes(Outcome given) {
            return given == outcome();
        }

        private List<Branch> fork() {
            List<Branch> branches = new ArrayList<>();
            bodies.forEach((name, body) -> {
                parent.program().output().append(name, "[Pipeline] { (Branch: " + name + ")");
                branches.add(parent.program()
                        .fork(place() + "/" + name, name, scope.inner(), body::call, outcome -> ended(name, outcome)));
            });
            return branches;
        }

        /** The branches are stopped one by one; this ends when they have ended. */
        @Override
        void stop(Throwable cause) {
            // Nothing runs here itself.
        }

        private void ended(String name, Outcome outcome) {
            parent.program().output().append(name, "[Pipeline] }");
            outcomes.put(name, outcome);
            if (outcome.isFailure()) {
                parent.program().output().append(name, "Failed in branch " + name);
                if (!failures.contains(outcome.failure())) {
                    failures.add(outcome.failure());
                }
            }
            if (outcomes.size() < bodies.size()) {
                if (outcome.isFailure() && failFast && !stopSent) {
                    stopSent = true;
                    parent.program()
                            .stop(scope, new FlowInterruptedException(Result.ABORTED, true, new FailFast(name)));
                }
                return;
            }
            complete(failures.isEmpty() ? Outcome.success(results()) : Outcome.failure(worstFailure()));
        }

        private Map<String, Object> results() {
            Map<String, Object> results = new LinkedHashMap<>();
            outcomes.forEach((name, outcome) -> results.put(name, outcome.value()));
            return results;
        }

        /** The first failure with failFast, otherwise the most severe; the others are suppressed exceptions of it. */
        private Throwable worstFailure() {
            List<Throwable> sorted = new ArrayList<>(failures);
            if (!failFast) {
                sorted.sort((a, b) -> Integer.compare(severity(b), severity(a)));
            }
            Throwable worst = sorted.get(0);
            sorted.subList(1, sorted.size()).forEach(worst::addSuppressed);
            return worst;
        }

        private static int severity(Throwable failure) {
            if (failure instanceof FlowInterruptedException interruption) {
                return interruption.getResult().ordinal - 10;
            }
            return failure instanceof AbortException ? 1 : 2;
        }
    }

    /** Another branch failed first. */
    private static final class FailFast extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        private final String branch;

        FailFast(String branch) {
            this.branch = branch;
        }

        @Override
        public String getShortDescription() {
            return "Failed in branch " + branch;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof FailFast same && branch.equals(same.branch);
        }

        @Override
        public int hashCode() {
            return branch.hashCode();
        }
    }
}
