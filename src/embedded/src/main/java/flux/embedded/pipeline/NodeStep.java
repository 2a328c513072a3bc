package flux.embedded.pipeline;

import hudson.FilePath;
import hudson.model.Node;
import java.util.Set;
import jenkins.model.Jenkins;

/** Gets an executor of the built-in node, and a workspace, for its body. */
final class NodeStep implements BuiltInStep {
    @Override
    public String soleArgument() {
        return "label";
    }

    @Override
    public boolean takesBody() {
        return true;
    }

    @Override
    public Object run(Branch branch, CallArguments arguments) throws Exception {
        Object label = arguments.optional("label", "");
        if (!Set.of("", "built-in").contains(label)) {
            throw new UnsupportedOperationException("node: there is only the built-in node here, none for " + label);
        }
        branch.await(new ExecutorAwait(branch.program().executors()));
        FilePath workspace = null;
        try {
            workspace = Workspaces.lease(branch.program().run().getParent());
            branch.println("Running on Jenkins in " + workspace);
            Scope inner = branch.scope().inner().with(Node.class, Jenkins.get()).with(FilePath.class, workspace);
            return branch.runBody(arguments.body(), null, inner);
        } finally {
            if (workspace != null) {
                Workspaces.release(workspace);
            }
            branch.program().executors().release();
        }
    }

    private static final class ExecutorAwait extends Await {
        private final ExecutorSlots executors;
        private final Runnable whenFree = () -> complete(Outcome.success(null));

        ExecutorAwait(ExecutorSlots executors) {
            this.executors = executors;
        }

        @Override
        void begin() {
            executors.acquire(whenFree);
        }

        @Override
        void stop(Throwable cause) {
            if (executors.leave(whenFree)) {
                complete(Outcome.failure(cause));
            }
        }
    }
}
