package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import flux.embedded.EmbeddedBuild;
import flux.embedded.EmbeddedJenkins;
import hudson.model.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A hundred images of one Pipeline, with our step and by hand with {@code httpRequest}, on the embedded host. Both
 * Jenkinsfiles are beside this class's resources.
 */
final class Jenkinsfiles {

    private static final String GROUP = "100 images of 4 s in a Pipeline, on the embedded host";
    private static final int LEARNED = 50;
    private static final int IMAGES = 100;
    private static final String MEASURED = "measured";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path directory;

    Jenkinsfiles(Path directory) {
        this.directory = directory;
    }

    void measure(Figures figures) throws Exception {
        measure("fluxGenerate", "FluxGenerate.jenkinsfile", List.of("flux-"), figures);
        measure("httpRequest", "HttpRequest.jenkinsfile", List.of(StepsByHand.THREADS), figures);
    }

    private void measure(String step, String file, List<String> threadNames, Figures figures) throws Exception {
        Path home = directory.resolve(step);
        Restart.delete(home);
        String script = script(file);
        try (SimulatorProcess service =
                        SimulatorProcess.start("--slots=1000", "--queue=0s", "--run=3.82s~0.3", "--seed=1");
                EmbeddedJenkins jenkins = EmbeddedJenkins.start(home)) {
            long threadsBefore = threads(threadNames);
            JenkinsProcess.configure(jenkins, service.baseUrl().toString(), service.key());
            succeeded(jenkins.runPipeline("warm-up", given(service, "learn from", LEARNED) + script));
            EmbeddedBuild build = jenkins.runPipeline(MEASURED, given(service, MEASURED, IMAGES) + script);
            Map<String, Instant> archived = new HashMap<>();
            long threads = 0;
            boolean isOver = false;
            while (!isOver) {
                isOver = !build.isRunning();
                Instant now = Instant.now();
                build.artifacts().keySet().forEach(name -> archived.putIfAbsent(name, now));
                threads = Math.max(threads, threads(threadNames) - threadsBefore);
                TimeUnit.MILLISECONDS.sleep(10);
            }
            succeeded(build);
            note(step, service.record(), archived, figures);
            figures.compare(GROUP, step + ", threads held, at most", Long.toString(threads));
            figures.compare(GROUP, step + ", lines of Jenkinsfile", Long.toString(lines(script)));
        }
    }

    private static void succeeded(EmbeddedBuild build) throws InterruptedException {
        if (build.await(PATIENCE).result() != Result.SUCCESS) {
            throw new IllegalStateException(build.console());
        }
    }

    private static void note(String step, JsonNode record, Map<String, Instant> archived, Figures figures) {
        double delay = 0;
        double polls = 0;
        int jobs = 0;
        Instant ready = Instant.EPOCH;
        for (JsonNode job : record.get("jobs")) {
            String prompt = job.at("/parameters/prompt").asText();
            if (prompt.startsWith(MEASURED)) {
                Instant seen = archived.get("image-" + prompt.substring(MEASURED.length() + 1) + ".jpg");
                Instant completed = SeenAtOnce.completed(job);
                delay += Duration.between(completed, seen).toMillis() / 1000.0;
                polls += job.get("polls").asInt();
                ready = completed.isAfter(ready) ? completed : ready;
                jobs++;
            }
        }
        Instant last = archived.values().stream().max(Instant::compareTo).orElseThrow();
        figures.compare(
                GROUP,
                step + ", archived after it is ready",
                Figures.text(
                        "%.0f ms on average; the last one %.0f ms after the last job",
                        1000 * delay / jobs,
                        (double) Duration.between(ready, last).toMillis()));
        figures.compare(GROUP, step + ", polls of an image", Figures.text("%.1f", polls / jobs));
    }

    /**
     * What a job would have as parameters, and Credentials Binding, which the embedded host does not have; in one line,
     * so that those of the Jenkinsfile keep their numbers.
     */
    private static String given(SimulatorProcess service, String prompt, int images) {
        return "SERVICE = '" + service.baseUrl() + "'; PROMPT = '" + prompt + "'; IMAGES = '" + images + "'; KEY = '"
                + service.key() + "'; def string(Map binding) { binding }; def withCredentials(List bindings, Closure"
                + " body) { body() }; ";
    }

    private static String script(String file) throws IOException {
        try (InputStream script = Jenkinsfiles.class.getResourceAsStream(file)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Without its comment. */
    private static long lines(String script) {
        return script.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("/*") && !line.startsWith(" *"))
                .count();
    }

    private static long threads(List<String> names) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        names.stream().anyMatch(name -> thread.getName().startsWith(name)))
                .count();
    }
}
