package flux.embedded.pipeline;

import java.io.IOException;

/** The {@code currentBuild} of a script: its description can be set. */
public final class CurrentBuild {
    private final PipelineRun run;

    CurrentBuild(PipelineRun run) {
        this.run = run;
    }

    public void setDescription(String description) throws IOException {
        run.setDescription(description);
    }
}
