package flux.embedded;

import flux.embedded.host.CredentialsOfRun;
import hudson.model.Action;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.CauseOfInterruption;
import jenkins.model.Jenkins;

/** A build and its results. */
public final class EmbeddedBuild {
    private static final Logger LOGGER = Logger.getLogger(EmbeddedBuild.class.getName());
    private static final long GLANCE = 10;

    private final Run<?, ?> run;
    private final Control control;
    private final CompletableFuture<Void> over;

    EmbeddedBuild(Run<?, ?> run, Control control, CompletableFuture<Void> over) {
        this.run = run;
        this.control = control;
        this.over = over;
    }

    /** A build that ended in an earlier Jenkins. */
    static EmbeddedBuild ended(Run<?, ?> run) {
        return new EmbeddedBuild(run, new Control() {}, CompletableFuture.completedFuture(null));
    }

    /** The build, as the plugin sees it. */
    public Run<?, ?> run() {
        return run;
    }

    /** Whether it is running in this process; one that waits for the next start is not. */
    public boolean isRunning() {
        return !over.isDone();
    }

    /** Jenkins is shutting down: a Pipeline will resume at the next start; any other build is interrupted. */
    void suspend() {
        if (control.suspend()) {
            over.completeExceptionally(new IllegalStateException(run + " resumes when Jenkins is started again"));
        }
    }

    /** Aborts the build, like the stop button. */
    public void abort() {
        abort("admin");
    }

    /** Aborts the build as a user, like the stop button. */
    public void abort(String user) {
        control.interrupt(new CauseOfInterruption.UserInterruption(user));
    }

    /**
     * Waits for the build to end.
     *
     * @throws IllegalStateException with the console, if it does not end in time, or not in this Jenkins
     */
    public EmbeddedBuild await(Duration limit) throws InterruptedException {
        try {
            over.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return this;
        } catch (TimeoutException e) {
            throw new IllegalStateException(run + " still runs after " + limit + ". Its console:\n" + console());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for the build to end, or to be suspended, for a limited time. */
    void awaitEnd(Duration limit) throws InterruptedException {
        try {
            over.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.log(Level.FINE, e, () -> run + " does not end");
        }
    }

    /**
     * Waits for a text in the console.
     *
     * @throws IllegalStateException with the console, if it does not appear in time, or before the build ends
     */
    public EmbeddedBuild awaitConsole(String text, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            boolean last = !isRunning() || System.nanoTime() > end;
            String shown = console();
            if (shown.contains(text)) {
                return this;
            }
            if (last) {
                throw new IllegalStateException("No «" + text + "» in the console of " + run + ":\n" + shown);
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE);
        }
    }

    /** The result; while the build is running, null or its result so far. */
    public Result result() {
        return run.getResult();
    }

    /** The console, as Jenkins shows it in plain text. */
    public String console() {
        Path log = run.getLogFile().toPath();
        try {
            return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The build's directory in Jenkins' home. */
    public Path buildDirectory() {
        return run.getRootDir().toPath();
    }

    /** The first workspace of the build's job. */
    public Path workspace() {
        return Path.of(
                Jenkins.get().getWorkspaceFor((TopLevelItem) run.getParent()).getRemote());
    }

    /** The artifacts: paths, with slashes, and files. */
    public Map<String, Path> artifacts() {
        Path archive = buildDirectory().resolve("archive");
        Map<String, Path> artifacts = new TreeMap<>();
        if (Files.isDirectory(archive)) {
            try (Stream<Path> files = Files.walk(archive)) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> artifacts.put(
                                archive.relativize(file).toString().replace('\\', '/'), file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return artifacts;
    }

    /** Drops the actions and reads them from {@code build.xml} again, as Jenkins does when it starts. */
    public <T extends Action> List<T> reloadedActions(Class<T> type) throws IOException {
        run.reload();
        return run.getActions(type);
    }

    /** The ids of credentials whose use was tracked for the build, once for each use. */
    public List<String> trackedCredentials() {
        return CredentialsOfRun.usesOf(run);
    }

    /** Steps that blocked the CPS VM thread for too long; empty for freestyle builds, which have none. */
    public List<SlowCall> slowCalls() {
        return control.slowCalls();
    }

    /** What can be done to a running build of a kind; by default, nothing. */
    interface Control {
        default void interrupt(CauseOfInterruption cause) {
            // Not running.
        }

        /** Returns whether the build will resume when Jenkins is started again; otherwise, it ends soon. */
        default boolean suspend() {
            return false;
        }

        default List<SlowCall> slowCalls() {
            return List.of();
        }
    }
}
