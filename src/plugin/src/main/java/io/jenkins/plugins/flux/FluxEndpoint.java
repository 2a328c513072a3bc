package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flux.form.ConnectionCheck;
import io.jenkins.plugins.flux.form.CredentialsForm;
import io.jenkins.plugins.flux.form.FormCheck;
import io.jenkins.plugins.flux.plan.Endpoint;
import io.jenkins.plugins.flux.plan.StepRules;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A service that an administrator allows jobs to use, with a name by which jobs refer to it. */
public final class FluxEndpoint implements Describable<FluxEndpoint>, Endpoint {

    static final String DEFAULT_NAME = "odirouter";
    static final String DEFAULT_BASE_URL = "https://odirouter.ai/model";
    static final String DEFAULT_MODEL = "flux_pro_11";
    static final int DEFAULT_MAX_CONCURRENT = 8;
    static final int DEFAULT_QUEUE_TIMEOUT_SECONDS = 600;
    static final int DEFAULT_RUN_TIMEOUT_SECONDS = 300;

    static final Parameter<Integer> MAX_CONCURRENT = StepRules.count("maxConcurrent");
    static final Parameter<Integer> QUEUE_TIMEOUT_SECONDS = StepRules.count("queueTimeoutSeconds");
    static final Parameter<Integer> RUN_TIMEOUT_SECONDS = StepRules.count("runTimeoutSeconds");

    private static final String NAME = "name";
    private static final Pattern ALLOWED_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    private final String name;
    private String baseUrl = DEFAULT_BASE_URL;
    private String model = DEFAULT_MODEL;

    @CheckForNull
    private String credentialsId;

    private int maxConcurrent = DEFAULT_MAX_CONCURRENT;
    private int queueTimeoutSeconds = DEFAULT_QUEUE_TIMEOUT_SECONDS;
    private int runTimeoutSeconds = DEFAULT_RUN_TIMEOUT_SECONDS;

    @DataBoundConstructor
    public FluxEndpoint(String name) {
        this.name = orDefault(name, DEFAULT_NAME);
    }

    /** The name by which jobs refer to this endpoint. */
    @NonNull
    @Override
    public String getName() {
        return name;
    }

    /** The address of the service, without {@code /v1/queue/…}. */
    @NonNull
    @Override
    public String getBaseUrl() {
        return baseUrl;
    }

    @DataBoundSetter
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = orDefault(baseUrl, DEFAULT_BASE_URL);
    }

    /** The id of the model at the service. */
    @NonNull
    @Override
    public String getModel() {
        return model;
    }

    @DataBoundSetter
    public void setModel(String model) {
        this.model = orDefault(model, DEFAULT_MODEL);
    }

    /** The id of the Secret text for jobs that do not specify one. */
    @CheckForNull
    @Override
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** The maximum number of images in flight, across all builds. */
    @Override
    public int getMaxConcurrent() {
        return maxConcurrent;
    }

    @DataBoundSetter
    public void setMaxConcurrent(int maxConcurrent) {
        this.maxConcurrent = orDefault(maxConcurrent, DEFAULT_MAX_CONCURRENT);
    }

    /** How long an image may wait in the service's queue, in seconds. */
    @Override
    public int getQueueTimeoutSeconds() {
        return queueTimeoutSeconds;
    }

    @DataBoundSetter
    public void setQueueTimeoutSeconds(int queueTimeoutSeconds) {
        this.queueTimeoutSeconds = orDefault(queueTimeoutSeconds, DEFAULT_QUEUE_TIMEOUT_SECONDS);
    }

    /** How long the service may work on an image, in seconds. */
    @Override
    public int getRunTimeoutSeconds() {
        return runTimeoutSeconds;
    }

    @DataBoundSetter
    public void setRunTimeoutSeconds(int runTimeoutSeconds) {
        this.runTimeoutSeconds = orDefault(runTimeoutSeconds, DEFAULT_RUN_TIMEOUT_SECONDS);
    }

    private static String orDefault(@CheckForNull String value, String fallback) {
        String given = Util.fixEmptyAndTrim(value);
        return given == null ? fallback : given;
    }

    /** An empty form field is submitted as 0 and means the default. */
    private static int orDefault(int value, int fallback) {
        return value == 0 ? fallback : value;
    }

    /**
     * Checks the values, from a form or from Configuration as Code.
     *
     * @throws InvalidParameterException naming the first field that breaks its rule
     */
    void check() {
        checkName(name);
        toQueueEndpoint();
        MAX_CONCURRENT.read(maxConcurrent);
        QUEUE_TIMEOUT_SECONDS.read(queueTimeoutSeconds);
        RUN_TIMEOUT_SECONDS.read(runTimeoutSeconds);
    }

    /** The rule for names: in a Jenkinsfile and in a form, a name must identify exactly one endpoint. */
    static void checkName(@CheckForNull String name) {
        String given = Util.fixEmptyAndTrim(name);
        if (given == null) {
            throw InvalidParameterException.missing(NAME, "a name by which jobs refer to the endpoint");
        }
        if (!ALLOWED_NAME.matcher(given).matches()) {
            throw InvalidParameterException.notAllowed(
                    NAME,
                    given,
                    "made of at most 100 letters, digits, spaces, dots, dashes and underscores,"
                            + " beginning with a letter or digit");
        }
    }

    /**
     * @throws InvalidParameterException if two endpoints have the same name
     */
    static void checkNamesDiffer(List<FluxEndpoint> endpoints) {
        Set<String> names = new HashSet<>();
        for (FluxEndpoint endpoint : endpoints) {
            if (!names.add(endpoint.name)) {
                throw InvalidParameterException.notAllowed(
                        NAME, endpoint.name, "different for each endpoint, because jobs choose one by its name");
            }
        }
    }

    /**
     * Converts this endpoint to core's.
     *
     * @throws InvalidParameterException if the URL or the model breaks its rule
     */
    @Override
    public QueueEndpoint toQueueEndpoint() {
        return QueueEndpoint.of(baseUrl, model);
    }

    /** The form of one endpoint and its checks; for administrators only. */
    @Extension
    @Symbol("fluxEndpoint")
    public static final class DescriptorImpl extends Descriptor<FluxEndpoint> {

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FluxEndpoint_displayName();
        }

        /** The default that the form shows for a new endpoint; the others follow. */
        public String getDefaultBaseUrl() {
            return DEFAULT_BASE_URL;
        }

        public String getDefaultModel() {
            return DEFAULT_MODEL;
        }

        public int getDefaultMaxConcurrent() {
            return DEFAULT_MAX_CONCURRENT;
        }

        public int getDefaultQueueTimeoutSeconds() {
            return DEFAULT_QUEUE_TIMEOUT_SECONDS;
        }

        public int getDefaultRunTimeoutSeconds() {
            return DEFAULT_RUN_TIMEOUT_SECONDS;
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FormCheck.of(null, () -> checkName(value));
        }

        @POST
        public FormValidation doCheckBaseUrl(@QueryParameter String value) {
            return FormCheck.of(null, () -> QueueEndpoint.of(orDefault(value, DEFAULT_BASE_URL), DEFAULT_MODEL));
        }

        @POST
        public FormValidation doCheckModel(@QueryParameter String value) {
            return FormCheck.of(null, () -> QueueEndpoint.of(DEFAULT_BASE_URL, orDefault(value, DEFAULT_MODEL)));
        }

        @POST
        public FormValidation doCheckMaxConcurrent(@QueryParameter String value) {
            return FormCheck.of(null, () -> MAX_CONCURRENT.read(value));
        }

        @POST
        public FormValidation doCheckQueueTimeoutSeconds(@QueryParameter String value) {
            return FormCheck.of(null, () -> QUEUE_TIMEOUT_SECONDS.read(value));
        }

        @POST
        public FormValidation doCheckRunTimeoutSeconds(@QueryParameter String value) {
            return FormCheck.of(null, () -> RUN_TIMEOUT_SECONDS.read(value));
        }

        /** Tests the connection with the values in the form, saved or not. Nothing is billed. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String baseUrl, @QueryParameter String model, @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            FluxEndpoint endpoint = new FluxEndpoint(DEFAULT_NAME);
            endpoint.setBaseUrl(baseUrl);
            endpoint.setModel(model);
            endpoint.setCredentialsId(credentialsId);
            return ConnectionCheck.of(endpoint);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId, @QueryParameter String baseUrl) {
            return CredentialsForm.fill(item, credentialsId, baseUrl);
        }

        @POST
        public FormValidation doCheckCredentialsId(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String baseUrl) {
            return CredentialsForm.check(item, value, baseUrl, true);
        }
    }
}
