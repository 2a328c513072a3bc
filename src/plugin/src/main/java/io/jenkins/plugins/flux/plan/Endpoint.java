package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** An endpoint as an administrator configured it. */
@Restricted(NoExternalUse.class)
public interface Endpoint {

    String getName();

    String getBaseUrl();

    String getModel();

    /** Null if each step must specify its own. */
    @CheckForNull
    String getCredentialsId();

    int getMaxConcurrent();

    int getQueueTimeoutSeconds();

    int getRunTimeoutSeconds();

    /**
     * @throws io.jenkins.plugins.flux.queue.InvalidParameterException when base URL or model break their rules
     */
    QueueEndpoint toQueueEndpoint();
}
