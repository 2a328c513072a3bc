package io.jenkins.plugins.flux.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reports the rule that a value breaks, with the message of a build. */
@Restricted(NoExternalUse.class)
public final class FormCheck {

    private FormCheck() {}

    /**
     * @param item the job or folder of the form; null for the global configuration
     * @param rule throws {@link InvalidParameterException} if the value breaks it
     */
    public static FormValidation of(@CheckForNull Item item, Runnable rule) {
        if (!FormAccess.isPermitted(item)) {
            return FormValidation.ok();
        }
        try {
            rule.run();
            return FormValidation.ok();
        } catch (InvalidParameterException refused) {
            return FormValidation.error(refused.getMessage());
        }
    }
}
