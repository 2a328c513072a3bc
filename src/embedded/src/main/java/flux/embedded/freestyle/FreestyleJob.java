package flux.embedded.freestyle;

import flux.embedded.host.CredentialsOfRun;
import flux.embedded.host.StoredBuilds;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import java.io.IOException;
import org.springframework.security.core.Authentication;

public final class FreestyleJob extends FreeStyleProject {
    private String runAs;

    /** Creates a project whose builds run as a user; null for Jenkins itself. */
    public FreestyleJob(ItemGroup<? extends Item> parent, String name, String runAs) {
        super(parent, name);
        this.runAs = runAs;
    }

    /** Loads a stored project, with its builds. */
    public static FreestyleJob load(ItemGroup<? extends Item> parent, String name) throws IOException {
        FreestyleJob job = new FreestyleJob(parent, name, null);
        job.getConfigFile().unmarshal(job);
        job.getBuildersList().setOwner(job);
        StoredBuilds.load(job, directory -> new FreestyleRun(job, directory));
        return job;
    }

    @Override
    public Authentication getDefaultAuthentication2() {
        return runAs == null ? ACL.SYSTEM2 : CredentialsOfRun.user(runAs);
    }
}
