package io.jenkins.plugins.flux.benchmark;

import flux.embedded.EmbeddedJenkins;
import io.jenkins.plugins.flux.FluxEndpoint;
import io.jenkins.plugins.flux.FluxGenerateConfiguration;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A Jenkins of the embedded host, with the plugin, in a process of its own that can only be killed. */
final class JenkinsProcess implements AutoCloseable {

    private static final String CREDENTIALS = "odirouter";

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;
    private final Instant begun;
    private final Instant up;
    private final double cpuSeconds;

    private JenkinsProcess(Process process) throws IOException {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.begun = Instant.ofEpochMilli(number());
        this.up = Instant.ofEpochMilli(number());
        this.cpuSeconds = number() / 1e9;
    }

    /** Starts it in a home that has been used before; returns when it is up. */
    static JenkinsProcess start(Path home) throws IOException {
        return start(home, List.of());
    }

    /** Starts it in a new home, with an endpoint, and begins the Pipelines. */
    static JenkinsProcess start(Path home, SimulatorProcess service, String pipeline) throws IOException {
        return start(home, List.of(service.baseUrl().toString(), service.key(), pipeline));
    }

    private static JenkinsProcess start(Path home, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                JenkinsProcess.class.getName(),
                home.toString()));
        command.addAll(arguments);
        Path log = home.resolveSibling(home.getFileName() + ".log");
        return new JenkinsProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** From the start of the process until Jenkins was up, in seconds. */
    double seconds() {
        return Duration.between(begun, up).toMillis() / 1000.0;
    }

    /** CPU time of the process until Jenkins was up. */
    double cpuSeconds() {
        return cpuSeconds;
    }

    Instant up() {
        return up;
    }

    long retainedHeap() throws IOException {
        in.write("heap\n");
        in.flush();
        return number();
    }

    private long number() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("Jenkins has ended; its log is beside its home");
        }
        return Long.parseLong(line);
    }

    /** Kills it by SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Takes the home; in a new one also base URL and key of the service, and a Pipeline. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedJenkins jenkins = EmbeddedJenkins.start(Path.of(arguments[0]));
        System.out.println(ManagementFactory.getRuntimeMXBean().getStartTime());
        System.out.println(System.currentTimeMillis());
        System.out.println(WaitingJobs.processCpu());
        if (arguments.length > 1) {
            configure(jenkins, arguments[1], arguments[2]);
            for (int i = 0; i < RestartFigures.PIPELINES; i++) {
                jenkins.runPipeline("pipeline-" + i, arguments[3]);
            }
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println(RestartFigures.retainedHeap());
        }
        // Whoever started it has ended.
        Runtime.getRuntime().halt(0);
    }

    /** Credentials first: as soon as there is an endpoint, it can be used. */
    static void configure(EmbeddedJenkins jenkins, String baseUrl, String key) {
        jenkins.credentials().addSecretText(CREDENTIALS, key);
        FluxEndpoint endpoint = new FluxEndpoint("simulator");
        endpoint.setBaseUrl(baseUrl);
        endpoint.setCredentialsId(CREDENTIALS);
        endpoint.setMaxConcurrent(RestartFigures.JOBS);
        endpoint.setRunTimeoutSeconds(7_200);
        jenkins.configuration(FluxGenerateConfiguration.class).setEndpoints(List.of(endpoint));
    }
}
