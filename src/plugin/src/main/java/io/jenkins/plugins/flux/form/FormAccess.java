package io.jenkins.plugins.flux.form;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Who may ask our forms for checks and lists: those who may see or make the configuration they belong to. */
@Restricted(NoExternalUse.class)
public final class FormAccess {

    private FormAccess() {}

    /**
     * @param item the job or folder of the form; null for the global configuration
     */
    public static boolean isPermitted(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }
}
