package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import hudson.model.Result;
import io.jenkins.plugins.flux.benchmark.Figures;
import io.jenkins.plugins.flux.benchmark.SimulatorProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowGraphWalker;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Many images in a real Jenkins, with the simulator in a process of its own; docs/performance.md has the figures and
 * the command. Its name keeps it out of {@code verify}. The service runs 25 jobs at once, for two seconds each, so the
 * best possible wall time is known.
 */
@ExtendWith(BuildHosts.class)
class ScaleBenchmark {

    private static final int SLOTS = 25;
    private static final int RUN_SECONDS = 2;
    private static final Path FIGURES = Path.of("../benchmark/target/performance-jenkins.json");

    private static final String ONE_STEP = """
        def all = []
        for (int i = 0; i < 1000; i++) {
            all << [prompt: 'An apple', output: 'image-' + i + '.jpg']
        }
        def images = fluxGenerate(images: all, width: 256, height: 256, seed: 7)
        echo 'made ' + images.size()
        """;

    private static final String BRANCHES = """
        def branches = [:]
        for (int i = 0; i < 500; i++) {
            def name = 'image-' + i + '.jpg'
            branches[name] = { fluxGenerate(prompt: 'An apple', width: 256, height: 256, seed: 7, output: name) }
        }
        parallel branches
        """;

    /** What Jenkins alone needs for the same number of branches that end when those above would at best. */
    private static final String SLEEPS = """
        def branches = [:]
        for (int i = 0; i < 500; i++) {
            def seconds = 2 * (1 + i.intdiv(25))
            branches['image-' + i + '.jpg'] = { sleep seconds }
        }
        parallel branches
        """;

    /** Prints a line every half second, until it is aborted. */
    private static final String ECHOES = """
        for (int i = 0; i < 10000; i++) {
            echo 'still here ' + i
            sleep time: 500, unit: 'MILLISECONDS'
        }
        """;

    @Test
    void thousandsOfImagesTakeAsLongAsTheServiceTakes(BuildHost host) throws Exception {
        JenkinsRule jenkins = ((JenkinsRuleBuildHost) host).rule();
        Figures figures = new Figures();
        try (SimulatorProcess simulator =
                SimulatorProcess.start("--slots=" + SLOTS, "--queue=0s", "--run=" + RUN_SECONDS + "s", "--seed=1")) {
            host.addSecretText("odirouter", simulator.key());
            FluxEndpoint endpoint = new FluxEndpoint("simulator");
            endpoint.setBaseUrl(simulator.baseUrl().toString());
            endpoint.setCredentialsId("odirouter");
            endpoint.setMaxConcurrent(1_000);
            host.configuration().setEndpoints(List.of(endpoint));
            assertThat(run(jenkins, "warm-up", "fluxGenerate(prompt: 'An apple', width: 256, height: 256)")
                            .getResult())
                    .isEqualTo(Result.SUCCESS);

            measure(jenkins, "One step with 1,000 images, in a real Jenkins", "one-step", ONE_STEP, 1_000, figures);
            String branches = "500 branches with one image each, in a real Jenkins";
            measure(jenkins, branches, "branches", BRANCHES, 500, figures);
            WorkflowRun echoes = startEchoes(jenkins, "sleeps");
            double alone = seconds(run(jenkins, "sleeps", SLEEPS));
            stop(jenkins, echoes);
            figures.compare(branches, "500 branches that only sleep as long", wallTime(alone, ideal(500)));
        }
        figures.write(FIGURES);
    }

    private static void measure(
            JenkinsRule jenkins, String group, String name, String script, int images, Figures figures)
            throws Exception {
        WorkflowRun echoes = startEchoes(jenkins, name);
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begin = System.nanoTime();
        long cpu = machine.getProcessCpuTime();
        WorkflowRun build = start(jenkins, name, script);
        long most = 0;
        long program = 0;
        double seconds;
        double cores;
        try (CpsThreadWatch watch = new CpsThreadWatch()) {
            while (build.isBuilding()) {
                most = Math.max(most, threads());
                program = Math.max(program, size(build, "program.dat"));
                TimeUnit.MILLISECONDS.sleep(100);
            }
            seconds = (System.nanoTime() - begin) / 1e9;
            cores = (machine.getProcessCpuTime() - cpu) / 1e9 / seconds;
            assertThat(watch.samples()).isPositive();
            figures.check(
                    group,
                    "CPS VM thread blocked by the plugin",
                    Figures.text(
                            "seen %d times in %d samples (at work in its code: %d)",
                            watch.seenBlocked(), watch.samples(), watch.seenRunning()),
                    "0",
                    watch.seenBlocked() == 0);
        }
        stop(jenkins, echoes);
        assertThat(build.getResult()).isEqualTo(Result.SUCCESS);
        assertThat(build.getArtifactManager().root().list("image-*.jpg", null, false))
                .hasSize(images);

        double ideal = ideal(images);
        figures.check(
                group, "wall time", wallTime(seconds, ideal), "at most 1.15 times the ideal", seconds <= 1.15 * ideal);
        double echo = slowestEcho(echoes);
        figures.check(
                group,
                "slowest echo of a second build meanwhile",
                Figures.text("%.0f ms", 1000 * echo),
                "less than 1 s",
                echo < 1);
        figures.compare(group, "threads of the plugin, at most", Long.toString(most));
        figures.compare(group, "controller's CPU", Figures.text("%.0f %% of a core", 100 * cores));
        figures.compare(
                group,
                "program.dat while it runs, at most",
                Figures.text("%d bytes, %d for each image", program, program / images));
        long xml = size(build, "build.xml");
        figures.compare(group, "build.xml", Figures.text("%d bytes, %d for each image", xml, xml / images));
    }

    private static double ideal(int images) {
        return Math.ceil((double) images / SLOTS) * RUN_SECONDS;
    }

    private static String wallTime(double seconds, double ideal) {
        return Figures.text("%.1f s, %.2f times the ideal of %.0f s", seconds, seconds / ideal, ideal);
    }

    private static double seconds(WorkflowRun build) {
        assertThat(build.getResult()).isEqualTo(Result.SUCCESS);
        return build.getDuration() / 1000.0;
    }

    private static WorkflowRun startEchoes(JenkinsRule jenkins, String name) throws Exception {
        WorkflowRun echoes = start(jenkins, name + "-echoes", ECHOES);
        jenkins.waitForMessage("still here 3", echoes);
        return echoes;
    }

    private static void stop(JenkinsRule jenkins, WorkflowRun build) throws Exception {
        build.getExecutor().interrupt();
        jenkins.waitForCompletion(build);
    }

    private static WorkflowRun run(JenkinsRule jenkins, String name, String script) throws Exception {
        return jenkins.waitForCompletion(start(jenkins, name, script));
    }

    private static WorkflowRun start(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("flux-"))
                .count();
    }

    private static long size(WorkflowRun build, String name) throws IOException {
        Path file = build.getRootDir().toPath().resolve(name);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Seconds from the start of an echo to the start of the next step. */
    private static double slowestEcho(WorkflowRun build) {
        List<FlowNode> nodes = new ArrayList<>();
        new FlowGraphWalker(build.getExecution()).forEach(nodes::add);
        double slowest = 0;
        for (FlowNode node : nodes) {
            for (FlowNode before : node.getParents()) {
                if (before.getDisplayFunctionName().equals("echo")) {
                    slowest = Math.max(
                            slowest, (TimingAction.getStartTime(node) - TimingAction.getStartTime(before)) / 1000.0);
                }
            }
        }
        assertThat(slowest).as("measured").isPositive();
        return slowest;
    }
}
