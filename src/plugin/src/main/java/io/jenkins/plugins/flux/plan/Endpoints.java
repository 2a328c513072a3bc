package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The endpoints of this Jenkins; the global configuration is the only implementation. */
@Restricted(NoExternalUse.class)
public interface Endpoints {

    static Endpoints get() {
        return ExtensionList.lookupSingleton(Endpoints.class);
    }

    /**
     * @param name null for the default one
     * @throws io.jenkins.plugins.flux.queue.InvalidParameterException when there is none of that name
     */
    Endpoint endpoint(@CheckForNull String name);
}
