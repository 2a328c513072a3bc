package flux.embedded.sample;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Extension;
import hudson.init.Terminator;
import hudson.model.Item;
import hudson.model.PersistentDescriptor;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.core.Authentication;

/** A part of the system configuration. */
@Extension
@Symbol("sample")
public final class SampleConfiguration extends GlobalConfiguration implements PersistentDescriptor {
    /** Number of times that Jenkins ended. */
    public static final AtomicInteger TERMINATED = new AtomicInteger();

    private List<Mark> marks = new ArrayList<>();

    public List<Mark> getMarks() {
        return marks;
    }

    @DataBoundSetter
    public void setMarks(List<Mark> marks) {
        this.marks = marks;
        save();
    }

    /** Notified when Jenkins ends. */
    @Terminator
    public static void terminate() {
        TERMINATED.incrementAndGet();
    }

    /** A check of a form. */
    @POST
    public FormValidation doCheckSize(@AncestorInPath Item item, @QueryParameter String value) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
        return value.matches("[0-9]+") ? FormValidation.ok() : FormValidation.error("«" + value + "» is no number");
    }

    /** A drop-down, as in the guide of the Credentials plugin. */
    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        Authentication as = item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        if (item != null && !item.hasPermission(CredentialsProvider.USE_ITEM)) {
            return new StandardListBoxModel().includeCurrentValue(credentialsId);
        }
        return new StandardListBoxModel()
                .includeEmptyValue()
                .includeMatchingAs(as, item, StringCredentials.class, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(credentialsId);
    }
}
