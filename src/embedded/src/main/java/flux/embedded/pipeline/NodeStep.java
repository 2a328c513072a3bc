package flux.embedded.pipeline;

import hudson.FilePath;
import java.io.File;
import java.util.Set;

/** Allocates an executor of the built-in node, and a workspace, for its body. */
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
        ExecutorSlots executors = branch.program().executors();
        branch.await(new ExecutorAwait(executors));
        if (branch.program().isReplaying()) {
            executors.retake();
        }
        FilePath workspace = null;
        try {
            workspace = lease(branch);
            branch.println("Running on Jenkins in " + workspace);
            Scope inner = branch.scope().inner().with(FilePath.class, workspace);
            return branch.runBody(arguments.body(), null, inner);
        } finally {
            if (workspace != null) {
                Workspaces.release(workspace);
            }
            executors.release();
        }
    }

    private static FilePath lease(Branch branch) throws Exception {
        PipelineJob job = branch.program().run().getParent();
        String path = branch.once(() -> Workspaces.lease(job).getRemote(), Workspaces::retake);
        return new FilePath(new File(path));
    }

    private static final class ExecutorAwait extends Await {
        private final ExecutorSlots executors;
        private final Runnable whenFree = () -> complete(Outcome.success(null));

        ExecutorAwait(ExecutorSlots executors) {
            this.executors = executors;
        }

        @Override
        String name() {
            return "node";
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
