package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jenkins.util.BuildListenerAdapter;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Steps of other plugins, for the embedded host: {@code httpRequest}, {@code readJSON}, {@code archiveArtifacts}. Each
 * holds what the original holds: a thread while it works, and {@code httpRequest} a connection for each call.
 */
public final class StepsByHand {

    /** How the names of its threads begin. */
    static final String THREADS = "step-by-hand";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final ExecutorService POOL = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, THREADS);
        thread.setDaemon(true);
        return thread;
    });

    private StepsByHand() {}

    /** A step that blocks a thread, not that of the Pipeline. */
    abstract static class BlockingStep extends Step {

        abstract Object run(StepContext context) throws Exception;

        @Override
        public StepExecution start(StepContext context) {
            return new Execution(this, context);
        }
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final transient BlockingStep step;

        Execution(BlockingStep step, StepContext context) {
            super(context);
            this.step = step;
        }

        @Override
        public boolean start() {
            POOL.execute(() -> {
                try {
                    getContext().onSuccess(step.run(getContext()));
                } catch (Exception failed) {
                    getContext().onFailure(failed);
                }
            });
            return false;
        }
    }

    /** Describes a step. */
    abstract static class NamedStep extends StepDescriptor {

        private final String name;
        private final Set<Class<?>> context;

        NamedStep(String name, Class<?>... context) {
            this.name = name;
            this.context = Set.of(context);
        }

        @Override
        public String getFunctionName() {
            return name;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return context;
        }
    }

    /** The answer of {@code httpRequest}. */
    public static final class Response implements Serializable {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String content;

        Response(int status, String content) {
            this.status = status;
            this.content = content;
        }

        public int getStatus() {
            return status;
        }

        public String getContent() {
            return content;
        }
    }

    /** {@code httpRequest}. */
    public static final class HttpRequest extends BlockingStep {

        private final String url;

        @DataBoundSetter
        public String httpMode = "GET";

        @DataBoundSetter
        public String contentType;

        @DataBoundSetter
        public List<Map<String, Object>> customHeaders = List.of();

        @DataBoundSetter
        public String requestBody;

        @DataBoundSetter
        public String outputFile;

        @DataBoundSetter
        public String responseHandle;

        @DataBoundConstructor
        public HttpRequest(String url) {
            this.url = url;
        }

        @Override
        Object run(StepContext context) throws Exception {
            context.get(TaskListener.class).getLogger().println("HttpMethod: " + httpMode + "\nURL: " + url);
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setRequestMethod(httpMode);
            // The original makes a client for each call.
            connection.setRequestProperty("Connection", "close");
            customHeaders.forEach(header -> connection.setRequestProperty(
                    header.get("name").toString(), header.get("value").toString()));
            if (requestBody != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                try (OutputStream body = connection.getOutputStream()) {
                    body.write(requestBody.getBytes(StandardCharsets.UTF_8));
                }
            }
            int status = connection.getResponseCode();
            if (status >= 400) {
                throw new AbortException("Fail: the returned code " + status + " is not in the accepted range");
            }
            try (InputStream body = connection.getInputStream()) {
                return new Response(status, content(body, context));
            }
        }

        private String content(InputStream body, StepContext context) throws IOException, InterruptedException {
            if (outputFile == null) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
            context.get(FilePath.class).child(outputFile).copyFrom(body);
            return null;
        }

        /** Describes it. */
        @Extension
        public static final class DescriptorImpl extends NamedStep {
            public DescriptorImpl() {
                super("httpRequest", TaskListener.class);
            }
        }
    }

    /** {@code readJSON}. */
    public static final class ReadJson extends BlockingStep {

        private final String text;

        @DataBoundConstructor
        public ReadJson(String text) {
            this.text = text;
        }

        @Override
        Object run(StepContext context) throws IOException {
            return JSON.readValue(text, Map.class);
        }

        /** Describes it. */
        @Extension
        public static final class DescriptorImpl extends NamedStep {
            public DescriptorImpl() {
                super("readJSON");
            }
        }
    }

    /** {@code archiveArtifacts}, for one file. */
    public static final class ArchiveArtifacts extends BlockingStep {

        private final String artifacts;

        @DataBoundConstructor
        public ArchiveArtifacts(String artifacts) {
            this.artifacts = artifacts;
        }

        @Override
        Object run(StepContext context) throws IOException, InterruptedException {
            TaskListener listener = context.get(TaskListener.class);
            listener.getLogger().println("Archiving artifacts");
            context.get(Run.class)
                    .pickArtifactManager()
                    .archive(
                            context.get(FilePath.class),
                            new Launcher.LocalLauncher(listener),
                            BuildListenerAdapter.wrap(listener),
                            Map.of(artifacts, artifacts));
            return null;
        }

        /** Describes it. */
        @Extension
        public static final class DescriptorImpl extends NamedStep {
            public DescriptorImpl() {
                super("archiveArtifacts", FilePath.class, Run.class);
            }
        }
    }
}
