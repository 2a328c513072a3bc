package flux.embedded.pipeline;

import flux.embedded.host.StoredBuilds;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import org.springframework.security.core.Authentication;

/** A Pipeline. */
public final class PipelineJob extends Job<PipelineJob, PipelineRun> implements TopLevelItem, Queue.Task {
    private final transient Authentication authentication;

    /** A Pipeline whose builds run as somebody; null stands for Jenkins itself. */
    public PipelineJob(ItemGroup<? extends Item> parent, String name, Authentication authentication) {
        super(parent, name);
        this.authentication = authentication == null ? ACL.SYSTEM2 : authentication;
        StoredBuilds.load(this, directory -> new PipelineRun(this, directory));
    }

    @Override
    public Authentication getDefaultAuthentication2() {
        return authentication;
    }
}
