package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A simulator in a process of its own. */
public final class SimulatorProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("flux-simulator ready: (\\S+) key (\\S+) .*");

    private final Process process;
    private final URI baseUrl;
    private final String key;

    private SimulatorProcess(Process process, URI baseUrl, String key) {
        this.process = process;
        this.baseUrl = baseUrl;
        this.key = key;
    }

    /** With the options of its command line; returns when it is ready. */
    public static SimulatorProcess start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                "io.jenkins.plugins.flux.simulator.SimulatorMain",
                "--port=0",
                "--history=50000"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        Matcher ready = READY.matcher(String.valueOf(out.readLine()));
        if (!ready.matches()) {
            process.destroy();
            throw new IOException("the simulator did not start");
        }
        return new SimulatorProcess(process, URI.create(ready.group(1)), ready.group(2));
    }

    public URI baseUrl() {
        return baseUrl;
    }

    public String key() {
        return key;
    }

    /** What it has seen so far. */
    public JsonNode record() throws IOException {
        try (InputStream record = baseUrl.resolve("/simulator/record").toURL().openStream()) {
            return new ObjectMapper().readTree(record);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
