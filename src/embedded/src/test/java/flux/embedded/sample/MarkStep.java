package flux.embedded.sample;

import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.model.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Shows how its arguments were bound; requires a workspace. Its descriptor overrides its creation. */
public final class MarkStep extends Step {
    private int width = 1024;
    private Long seed;
    private boolean upsampling;
    private String text;
    private Mode mode = Mode.PLAIN;
    private List<Mark> marks = new ArrayList<>();

    @DataBoundConstructor
    public MarkStep() {
        // Everything is optional.
    }

    public int getWidth() {
        return width;
    }

    @DataBoundSetter
    public void setWidth(int width) {
        this.width = width;
    }

    public Long getSeed() {
        return seed;
    }

    @DataBoundSetter
    public void setSeed(Long seed) {
        this.seed = seed;
    }

    public boolean isUpsampling() {
        return upsampling;
    }

    @DataBoundSetter
    public void setUpsampling(boolean upsampling) {
        this.upsampling = upsampling;
    }

    public String getText() {
        return text;
    }

    @DataBoundSetter
    public void setText(String text) {
        this.text = text;
    }

    public Mode getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(Mode mode) {
        this.mode = mode;
    }

    public List<Mark> getMarks() {
        return marks;
    }

    @DataBoundSetter
    public void setMarks(List<Mark> marks) {
        this.marks = marks;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, width + " " + seed + " " + upsampling + " " + text + " " + mode + " " + marks);
    }

    /** A choice. */
    public enum Mode {
        PLAIN,
        FANCY
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String line;

        Execution(StepContext context, String line) {
            super(context);
            this.line = line;
        }

        @Override
        public boolean start() throws Exception {
            getContext().get(TaskListener.class).getLogger().println(line);
            getContext().onSuccess(line);
            return true;
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "mark";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(TaskListener.class, FilePath.class);
        }

        @Override
        @SuppressWarnings("deprecation") // Honored by Jenkins, so also here.
        public Step newInstance(Map<String, Object> arguments) throws Exception {
            if (arguments.containsKey("colour")) {
                throw new AbortException("mark has no colour");
            }
            return super.newInstance(arguments);
        }
    }
}
