package io.jenkins.plugins.flux.form;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Who may call checks and drop-downs of forms: users who may see or change the configuration that they belong to. */
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
