package flux.embedded.freestyle;

import flux.embedded.host.StoredBuilds;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.security.core.Authentication;

/** A freestyle project. */
public final class FreestyleJob extends FreeStyleProject {
    private final transient Authentication authentication;

    /** A project whose builds run as somebody; null stands for Jenkins itself. */
    public FreestyleJob(ItemGroup<? extends Item> parent, String name, Authentication authentication) {
        super(parent, name);
        this.authentication = authentication == null ? ACL.SYSTEM2 : authentication;
        load();
        StoredBuilds.load(this, directory -> new FreestyleRun(this, directory));
    }

    private void load() {
        if (getConfigFile().exists()) {
            try {
                getConfigFile().unmarshal(this);
                getBuildersList().setOwner(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Authentication getDefaultAuthentication2() {
        return authentication;
    }

    @Override
    protected Class<FreeStyleBuild> getBuildClass() {
        return FreeStyleBuild.class;
    }
}
