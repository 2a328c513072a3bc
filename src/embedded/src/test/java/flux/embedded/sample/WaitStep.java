package flux.embedded.sample;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Waits until a test completes it: {@code waitFor 'name'}. */
public final class WaitStep extends Step {
    /** The waiting steps, by name. */
    public static final Map<String, Execution> WAITING = new ConcurrentHashMap<>();

    /** What happened to steps. */
    public static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    private final String name;
    private boolean stubborn;
    private String result;

    @DataBoundConstructor
    public WaitStep(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }

    public boolean isStubborn() {
        return stubborn;
    }

    /** Whether it ignores interruptions. */
    @DataBoundSetter
    public void setStubborn(boolean stubborn) {
        this.stubborn = stubborn;
    }

    public String getResult() {
        return result;
    }

    /** The result that it sets for the build when it starts. */
    @DataBoundSetter
    public void setResult(String result) {
        this.result = result;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, name, stubborn, result);
    }

    public static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final boolean stubborn;
        private final String result;
        private volatile String note = "nothing";

        Execution(StepContext context, String name, boolean stubborn, String result) {
            super(context);
            this.name = name;
            this.stubborn = stubborn;
            this.result = result;
        }

        @Override
        public boolean start() throws Exception {
            EVENTS.add(name + " started on " + Thread.currentThread().getName());
            StepContext context = getContext();
            context.get(TaskListener.class)
                    .getLogger()
                    .println("Waiting for " + name + " in build " + context.get(Run.class).number + " of "
                            + context.get(Run.class).getParent().getFullName() + ", workspace "
                            + (context.get(FilePath.class) == null ? "none" : "given"));
            if (result != null) {
                context.setResult(Result.fromString(result));
            }
            WAITING.put(name, this);
            return false;
        }

        /** Sets a note; returns when the program is stored with it. */
        public void note(String text) throws Exception {
            note = text;
            getContext().saveState().get();
        }

        @Override
        public void onResume() {
            EVENTS.add(name + " resumed on " + Thread.currentThread().getName());
            try {
                StepContext context = getContext();
                context.get(TaskListener.class)
                        .getLogger()
                        .println("Still waiting for " + name + " in "
                                + context.get(Run.class).getFullDisplayName() + " in " + context.get(FilePath.class)
                                + ", noted " + note);
                if (name.startsWith("slow")) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            WAITING.put(name, this);
        }

        @Override
        public void stop(Throwable cause) throws Exception {
            EVENTS.add(name + " stopped on " + Thread.currentThread().getName());
            if (!stubborn) {
                super.stop(cause);
            }
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "waitFor";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }
    }
}
