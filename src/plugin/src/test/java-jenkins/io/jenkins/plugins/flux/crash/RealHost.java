package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.SecuredJenkins;
import io.jenkins.plugins.flux.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A Jenkins of the test harness. */
final class RealHost implements CrashHost {

    private static final Logger LOGGER = Logger.getLogger(RealHost.class.getName());
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final RealJenkinsExtension jenkins;
    private final LateAgent agent;
    private final Path log;
    private final Simulator simulator;
    private final LifeScript script;
    private boolean isPrepared;
    private Process process;
    private Thread starter;
    private volatile boolean begun;

    RealHost(RealJenkinsExtension jenkins, LateAgent agent, Path directory, Simulator simulator, LifeScript script) {
        this.jenkins = jenkins;
        this.agent = agent;
        this.log = directory.resolve("jenkins.log");
        this.simulator = simulator;
        this.script = script;
    }

    @Override
    public Path home() {
        return jenkins.getHome().toPath();
    }

    @Override
    public Path log() {
        return log;
    }

    /** Options are the same for all starts, so every process connects to the debugger. */
    @Override
    public void start(Life life, Debugger debugger, boolean isAwaited) throws Exception {
        if (!isPrepared) {
            jenkins.javaOptions(debugger.javaOption(), "-Djava.util.logging.config.file=" + logging(log), "-Xmx512m");
            isPrepared = true;
        }
        begun = false;
        starter = new Thread(() -> startAndBegin(life));
        starter.setDaemon(true);
        starter.start();
        if (!isAwaited) {
            debugger.accept().release();
        }
        while (jenkins.getProcess() == null && starter.isAlive()) {
            starter.join(MOMENT.toMillis());
        }
        process = jenkins.getProcess();
    }

    /** It is the purpose of the test that the process may be killed meanwhile. */
    private void startAndBegin(Life life) {
        try {
            jenkins.startJenkins();
            jenkins.runRemotely(new SecuredJenkins());
            agent.connect(jenkins);
            if (!life.builds().isEmpty()) {
                jenkins.runRemotely(new BeginBuilds(script, life.number(), ConfiguredService.of(simulator)));
            }
            begun = true;
        } catch (Throwable killed) {
            LOGGER.log(Level.INFO, killed, () -> "Jenkins has not begun the builds of life " + life.number());
        }
    }

    private static Path logging(Path log) throws IOException {
        return Files.write(
                log.resolveSibling("logging.properties"),
                List.of(
                        "handlers=java.util.logging.ConsoleHandler,java.util.logging.FileHandler",
                        "java.util.logging.FileHandler.pattern=" + log,
                        "java.util.logging.FileHandler.append=true",
                        "java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter"));
    }

    @Override
    public boolean hasBegun() {
        return begun;
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public void awaitEnd(Duration limit) throws InterruptedException {
        process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Set<String> stranded(List<ScriptedBuild> builds) throws Exception {
        try {
            return jenkins.runRemotely(
                    new StrandedBuilds(builds.stream().map(ScriptedBuild::name).toList()));
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
            starter.join();
            agent.disconnect();
            // The extension must know that, too.
            jenkins.stopJenkinsForcibly();
        }
    }

    @Override
    public void shutDown() throws Exception {
        starter.join();
        jenkins.stopJenkins();
        agent.disconnect();
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
