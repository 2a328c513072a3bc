package io.jenkins.plugins.flux.form;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.Parameter;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reports the rule that a value breaks, with the message of a build, to users who may see or change the form. */
@Restricted(NoExternalUse.class)
public final class FormCheck {

    private FormCheck() {}

    /**
     * Whether the user may see or change the configuration that a form belongs to: others get no checks or drop-downs.
     *
     * @param item the job or folder of the form; null for the global configuration
     */
    public static boolean isPermitted(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /**
     * @param item the job or folder of the form; null for the global configuration
     * @param rule throws {@link InvalidParameterException} if the value breaks it
     */
    public static FormValidation of(@CheckForNull Item item, Runnable rule) {
        if (!isPermitted(item)) {
            return FormValidation.ok();
        }
        try {
            rule.run();
            return FormValidation.ok();
        } catch (InvalidParameterException refused) {
            return FormValidation.error(refused.getMessage());
        }
    }

    /** Checks a value by the rule of its parameter. */
    public static FormValidation of(@CheckForNull Item item, Parameter<?> parameter, @CheckForNull String value) {
        return ofGiven(item, value, () -> parameter.read(value));
    }

    /** Blank means the default, and only the build knows the values of variables: neither is checked. */
    public static FormValidation ofGiven(@CheckForNull Item item, @CheckForNull String value, Runnable rule) {
        return Util.fixEmptyAndTrim(value) == null || hasVariable(value) ? FormValidation.ok() : of(item, rule);
    }

    static boolean hasVariable(@CheckForNull String value) {
        return value != null && value.contains("$");
    }
}
