package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

final class EmbeddedHost implements CrashHost {

    private static final Logger LOGGER = Logger.getLogger(EmbeddedHost.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Path log;
    private final Simulator simulator;
    private final LifeScript script;
    private final List<String> javaOptions;
    private volatile Process process;
    private volatile boolean begun;

    /** @param javaOptions including the class path */
    EmbeddedHost(Path directory, Simulator simulator, LifeScript script, List<String> javaOptions) {
        this.javaOptions = List.copyOf(javaOptions);
        this.home = directory.resolve("jenkins");
        this.log = directory.resolve("jenkins.log");
        this.simulator = simulator;
        this.script = script;
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void start(Life life, Debugger debugger, boolean isAwaited) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-Xmn48m",
                "-Djava.awt.headless=true"));
        if (isAwaited) {
            command.add(debugger.javaOption());
        }
        command.addAll(javaOptions);
        command.addAll(List.of(
                EmbeddedHostProcess.class.getName(),
                home.toString(),
                simulator.baseUrl().toString(),
                simulator.apiKey(),
                Long.toString(script.seed()),
                Integer.toString(script.lane()),
                Integer.toString(script.lanes()),
                Integer.toString(life.number()),
                Boolean.toString(!life.builds().isEmpty())));
        begun = false;
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Thread reader = new Thread(() -> read(process));
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public boolean hasBegun() {
        return begun;
    }

    /** Its output must always be read to the end. */
    private void read(Process started) {
        try (BufferedReader output = started.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                begun |= started == process && line.equals(EmbeddedHostProcess.BEGUN);
            }
        } catch (IOException ended) {
            LOGGER.log(Level.FINE, "The process has ended", ended);
        }
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public void awaitEnd(Duration limit) throws InterruptedException {
        process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Here, builds that never end are the fault of the plugin or of this host. */
    @Override
    public Set<String> stranded(List<ScriptedBuild> builds) {
        return Set.of();
    }

    @Override
    public void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void shutDown() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new IOException("Jenkins did not shut down; its log is " + log);
        }
        if (process.exitValue() != 0) {
            throw new IOException("Jenkins ended with " + process.exitValue() + "; its log is " + log);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
