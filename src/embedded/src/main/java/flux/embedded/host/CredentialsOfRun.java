package flux.embedded.host;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Finds the credentials of an id in a build, and tracks which builds used which credentials. */
public final class CredentialsOfRun {
    private static final Map<Run<?, ?>, List<String>> USES = new WeakHashMap<>();

    private CredentialsOfRun() {}

    /**
     * Finds the credentials of an id, or those chosen by the build parameter of that name. A parameter that is not at
     * its default is looked up as the user who started the build; everything else as the user as whom the job runs.
     */
    public static <C extends IdCredentials> C find(
            String id, Class<C> type, Run<?, ?> run, List<DomainRequirement> domainRequirements) {
        String name = id.trim();
        boolean expression = name.startsWith("${") && name.endsWith("}");
        CredentialsParameterValue parameter = parameter(run, expression ? name.substring(2, name.length() - 1) : name);
        String wanted = parameter == null ? name : parameter.getValue();
        C found = null;
        boolean asJob = true;
        if (parameter != null && !parameter.isDefaultValue()) {
            Authentication user = whoStarted(run);
            if (user != null && run.hasPermission2(user, CredentialsProvider.USE_OWN)) {
                found = lookUp(wanted, type, run, user, domainRequirements);
            }
            asJob = user != null && run.hasPermission2(user, CredentialsProvider.USE_ITEM);
        }
        if (found == null && asJob) {
            found = asTheJob(wanted, type, run, domainRequirements);
        }
        return found;
    }

    private static <C extends IdCredentials> C asTheJob(
            String id, Class<C> type, Run<?, ?> run, List<DomainRequirement> domainRequirements) {
        Job<?, ?> job = run.getParent();
        Authentication authentication = job instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        C found = lookUp(id, type, run, authentication, domainRequirements);
        if (found == null
                && !authentication.equals(ACL.SYSTEM2)
                && run.hasPermission2(authentication, CredentialsProvider.USE_ITEM)) {
            found = lookUp(id, type, run, ACL.SYSTEM2, domainRequirements);
        }
        return found;
    }

    private static <C extends IdCredentials> C lookUp(
            String id, Class<C> type, Run<?, ?> run, Authentication as, List<DomainRequirement> requirements) {
        return CredentialsProvider.findCredentialByIdInItem(id, type, run.getParent(), as, requirements);
    }

    private static CredentialsParameterValue parameter(Run<?, ?> run, String name) {
        for (ParametersAction parameters : run.getActions(ParametersAction.class)) {
            if (parameters.getParameter(name) instanceof CredentialsParameterValue parameter) {
                return parameter;
            }
        }
        return null;
    }

    private static Authentication whoStarted(Run<?, ?> run) {
        Cause.UserIdCause cause = run.getCause(Cause.UserIdCause.class);
        return cause == null || cause.getUserId() == null ? null : user(cause.getUserId());
    }

    /** A logged-in user. */
    public static Authentication user(String id) {
        return UsernamePasswordAuthenticationToken.authenticated(id, "", List.of());
    }

    /** Records that a build used credentials; Jenkins keeps a fingerprint. */
    public static void recordUse(Run<?, ?> run, Credentials credentials) {
        synchronized (USES) {
            USES.computeIfAbsent(run, key -> new CopyOnWriteArrayList<>())
                    .add(
                            credentials instanceof IdCredentials known
                                    ? known.getId()
                                    : credentials.getClass().getName());
        }
    }

    /** The ids of credentials that a build used, one for each use. */
    public static List<String> usesOf(Run<?, ?> run) {
        synchronized (USES) {
            return List.copyOf(USES.getOrDefault(run, List.of()));
        }
    }
}
