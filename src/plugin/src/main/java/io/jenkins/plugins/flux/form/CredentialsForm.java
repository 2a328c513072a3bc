package io.jenkins.plugins.flux.form;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flux.execution.CredentialsKeySource;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;

/** The credentials drop-down and its check, guarded as in the consumer guide of the Credentials plugin. */
@Restricted(NoExternalUse.class)
public final class CredentialsForm {

    private CredentialsForm() {}

    public static ListBoxModel fill(
            @CheckForNull Item item, @CheckForNull String current, @CheckForNull String baseUrl) {
        StandardListBoxModel model = new StandardListBoxModel();
        if (!FormCheck.isPermitted(item)) {
            return model.includeCurrentValue(Util.fixNull(current));
        }
        return model.includeEmptyValue()
                .includeMatchingAs(
                        authentication(item),
                        item,
                        StringCredentials.class,
                        CredentialsKeySource.requirements(baseUrl),
                        CredentialsMatchers.always())
                .includeCurrentValue(Util.fixNull(current));
    }

    /** @param optional whether credentials are optional */
    public static FormValidation check(
            @CheckForNull Item item, @CheckForNull String value, @CheckForNull String baseUrl, boolean optional) {
        if (!FormCheck.isPermitted(item)) {
            return FormValidation.ok();
        }
        String id = Util.fixEmptyAndTrim(value);
        if (id == null) {
            return optional ? FormValidation.ok() : FormValidation.error(Messages.CredentialsForm_required());
        }
        if (id.startsWith("${") && id.endsWith("}")) {
            return FormValidation.warning(Messages.CredentialsForm_expression());
        }
        boolean missing = CredentialsProvider.listCredentialsInItem(
                        StringCredentials.class,
                        item,
                        authentication(item),
                        CredentialsKeySource.requirements(baseUrl),
                        CredentialsMatchers.withId(id))
                .isEmpty();
        return missing ? FormValidation.error(Messages.CredentialsForm_notFound(id)) : FormValidation.ok();
    }

    private static Authentication authentication(@CheckForNull Item item) {
        return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }
}
