package flux.embedded.sample;

import hudson.Extension;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Does what a step must not do: blocks, is not serializable, cannot be read, never ends, or ends with something that is
 * lost.
 */
public final class BadStep extends Step {
    private final String how;

    @DataBoundConstructor
    public BadStep(String how) {
        this.how = how;
    }

    public String getHow() {
        return how;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, how);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String how;

        @SuppressWarnings("serial") // That is the point.
        private final Object field;

        Execution(StepContext context, String how) {
            super(context);
            this.how = how;
            field = how.equals("unserializable") ? new Object() : null;
        }

        @Override
        public boolean start() throws Exception {
            if (how.equals("block")) {
                // Long enough to sample the stack, however late the timer's thread runs.
                TimeUnit.SECONDS.sleep(1);
                getContext().onSuccess(field);
            }
            if (how.equals("lost")) {
                getContext().onSuccess(new Object());
            }
            return !how.startsWith("un");
        }

        private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
            stream.defaultReadObject();
            if (how.equals("unreadable")) {
                throw new InvalidObjectException("made by a newer version");
            }
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "bad";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }
    }
}
