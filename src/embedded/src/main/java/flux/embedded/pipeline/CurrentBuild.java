package flux.embedded.pipeline;

import hudson.model.Result;
import java.io.IOException;

/** The {@code currentBuild} of a script. */
public final class CurrentBuild {
    private final PipelineRun run;

    CurrentBuild(PipelineRun run) {
        this.run = run;
    }

    /** Null until something goes wrong. */
    public String getResult() {
        return run.getResult() == null ? null : run.getResult().toString();
    }

    /** The result can only get worse. */
    public void setResult(String result) {
        run.setResult(Result.fromString(result));
    }

    /** As {@link #getResult}, but never null. */
    public String getCurrentResult() {
        return run.getResult() == null
                ? Result.SUCCESS.toString()
                : run.getResult().toString();
    }

    public int getNumber() {
        return run.getNumber();
    }

    public String getId() {
        return run.getId();
    }

    public String getDisplayName() {
        return run.getDisplayName();
    }

    public String getFullDisplayName() {
        return run.getFullDisplayName();
    }

    public String getProjectName() {
        return run.getParent().getName();
    }

    public String getFullProjectName() {
        return run.getParent().getFullName();
    }

    public String getDescription() {
        return run.getDescription();
    }

    public void setDescription(String description) throws IOException {
        run.setDescription(description);
    }

    public long getStartTimeInMillis() {
        return run.getStartTimeInMillis();
    }

    /** The build itself, for trusted scripts. */
    public PipelineRun getRawBuild() {
        return run;
    }
}
