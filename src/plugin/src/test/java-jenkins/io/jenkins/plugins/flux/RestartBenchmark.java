package io.jenkins.plugins.flux;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.fasterxml.jackson.databind.JsonNode;
import hudson.util.Secret;
import io.jenkins.plugins.flux.benchmark.Figures;
import io.jenkins.plugins.flux.benchmark.RestartFigures;
import io.jenkins.plugins.flux.benchmark.SimulatorProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A restart with ten thousand jobs in flight, in a real Jenkins that is killed by SIGKILL, beside one whose Pipelines
 * only sleep; docs/performance.md has the figures and the command. Its name keeps it out of {@code verify}.
 */
class RestartBenchmark {

    private static final String GROUP = "A restart with 10,000 jobs in flight, in a real Jenkins";
    private static final Path FIGURES = Path.of("../benchmark/target/performance-restart.json");

    /** Without time limits: there are many starts. */
    @RegisterExtension
    private final RealJenkinsExtension asleep =
            new RealJenkinsExtension().withTimeout(0).javaOptions("-Xmx1g");

    @RegisterExtension
    private final RealJenkinsExtension inFlight =
            new RealJenkinsExtension().withTimeout(0).javaOptions("-Xmx1g");

    @Test
    void jenkinsIsUpAsSoonAsWithoutThemAndPollsThemAllAgain() throws Throwable {
        Figures figures = new Figures();
        RestartFigures restart = new RestartFigures();
        try (SimulatorProcess service = RestartFigures.service()) {
            begin(asleep, service, RestartFigures.ASLEEP);
            settle();
            kill(asleep);
            begin(inFlight, service, RestartFigures.IN_FLIGHT);
            RestartFigures.awaitInFlight(service);
            kill(inFlight);
            // The first of each fills the caches of the machine.
            seconds(asleep);
            seconds(inFlight);
            for (int i = 0; i < RestartFigures.STARTS; i++) {
                restart.started(seconds(asleep), seconds(inFlight));
            }
            asleep.startJenkins();
            settle();
            long without = asleep.runRemotely(new RetainedHeap());
            kill(asleep);

            JsonNode before = service.record();
            inFlight.startJenkins();
            Instant up = Instant.now();
            settle();
            long moreHeap = inFlight.runRemotely(new RetainedHeap()) - without;
            restart.write(figures, GROUP, before, service.record(), up, moreHeap);
            kill(inFlight);
        }
        figures.write(FIGURES);
    }

    private static void begin(RealJenkinsExtension jenkins, SimulatorProcess service, String pipeline)
            throws Throwable {
        jenkins.startJenkins();
        jenkins.runRemotely(
                new SecuredJenkins(), new BeginPipelines(service.baseUrl().toString(), service.key(), pipeline));
    }

    /** From the start of the process until it answers, as the harness sees it every tenth of a second. */
    private static double seconds(RealJenkinsExtension jenkins) throws Exception {
        long begin = System.nanoTime();
        jenkins.startJenkins();
        double seconds = (System.nanoTime() - begin) / 1e9;
        kill(jenkins);
        return seconds;
    }

    private static void settle() throws InterruptedException {
        TimeUnit.SECONDS.sleep(RestartFigures.SETTLING.toSeconds());
    }

    private static void kill(RealJenkinsExtension jenkins) throws InterruptedException {
        jenkins.getProcess().destroyForcibly().waitFor();
        // The extension must know that, too.
        jenkins.stopJenkinsForcibly();
    }

    /**
     * Configures a new Jenkins and begins the Pipelines.
     *
     * @param baseUrl of the service
     * @param key for it
     * @param script of each Pipeline
     */
    record BeginPipelines(String baseUrl, String key, String script) implements RealJenkinsExtension.Step {

        /** Credentials first: as soon as there is an endpoint, it can be used. */
        @Override
        public void run(JenkinsRule jenkins) throws Throwable {
            SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
            credentials
                    .getCredentials()
                    .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "odirouter", null, Secret.fromString(key)));
            credentials.save();
            FluxEndpoint endpoint = new FluxEndpoint("simulator");
            endpoint.setBaseUrl(baseUrl);
            endpoint.setCredentialsId("odirouter");
            endpoint.setMaxConcurrent(RestartFigures.JOBS);
            endpoint.setRunTimeoutSeconds(7_200);
            FluxGenerateConfiguration.get().setEndpoints(List.of(endpoint));
            for (int i = 0; i < RestartFigures.PIPELINES; i++) {
                WorkflowJob job = jenkins.createProject(WorkflowJob.class, "pipeline-" + i);
                job.setDefinition(new CpsFlowDefinition(script, true));
                job.scheduleBuild2(0).waitForStart();
            }
        }
    }

    /** How many bytes Jenkins retains. */
    record RetainedHeap() implements RealJenkinsExtension.Step2<Long> {

        @Override
        public Long run(JenkinsRule jenkins) {
            return RestartFigures.retainedHeap();
        }
    }
}
