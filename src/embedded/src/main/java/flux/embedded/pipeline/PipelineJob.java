package flux.embedded.pipeline;

import flux.embedded.host.CredentialsOfRun;
import flux.embedded.host.StoredBuilds;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import java.io.IOException;
import java.util.function.Consumer;
import org.springframework.security.core.Authentication;

public final class PipelineJob extends Job<PipelineJob, PipelineRun> implements TopLevelItem, Queue.Task {
    private String runAs;

    /** Creates a Pipeline whose builds run as a user; null for Jenkins itself. */
    public PipelineJob(ItemGroup<? extends Item> parent, String name, String runAs) {
        super(parent, name);
        this.runAs = runAs;
    }

    /** Loads a stored Pipeline, with its builds. */
    public static PipelineJob load(ItemGroup<? extends Item> parent, String name, Consumer<PipelineRun> unfinished)
            throws IOException {
        PipelineJob job = new PipelineJob(parent, name, null);
        job.getConfigFile().unmarshal(job);
        StoredBuilds.load(job, directory -> {
            PipelineRun run = new PipelineRun(job, directory);
            if (run.isBuilding()) {
                unfinished.accept(run);
            }
        });
        return job;
    }

    @Override
    public Authentication getDefaultAuthentication2() {
        return runAs == null ? ACL.SYSTEM2 : CredentialsOfRun.user(runAs);
    }
}
