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

/** A build that was started, and what it leaves. */
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

    /** The build as the plugin sees it. */
    public Run<?, ?> run() {
        return run;
    }

    /** Whether it runs in this process: one that waits for the next start does not. */
    public boolean isRunning() {
        return !over.isDone();
    }

    /** Jenkins is shut down: a Pipeline is to go on at the next start, anything else is interrupted. */
    void suspend() {
        if (control.suspend()) {
            over.completeExceptionally(new IllegalStateException(run + " goes on when Jenkins is started again"));
        }
    }

    /** Stops the build as a person does with the stop button. */
    public void abort() {
        abort("admin");
    }

    /** Stops the build as somebody does with the stop button. */
    public void abort(String user) {
        control.interrupt(new CauseOfInterruption.UserInterruption(user));
    }

    /** Ends by force the steps of a Pipeline that did not react to {@link #abort()}. */
    public void terminate() {
        control.terminate();
    }

    /**
     * Waits for the build to end.
     *
     * @throws IllegalStateException with the console, when it does not end in time, or in another Jenkins
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

    /** Waits for the build to end, or to be suspended, but no longer than that. */
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
     * @throws IllegalStateException with the console, when it does not appear in time, or before the build ends
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

    /** The result; while the build runs, null or what it has become so far. */
    public Result result() {
        return run.getResult();
    }

    /** The console as Jenkins shows it in plain text. */
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

    /** The artifacts: their paths, with slashes, and the files. */
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

    /** The actions of a type that the build carries. */
    public <T extends Action> List<T> actions(Class<T> type) {
        return run.getActions(type);
    }

    /** Drops the actions and reads them from {@code build.xml} again, as Jenkins does when it starts. */
    public <T extends Action> List<T> reloadedActions(Class<T> type) throws IOException {
        run.reload();
        return run.getActions(type);
    }

    /** The ids of the credentials whose use the build had tracked, once for each time. */
    public List<String> trackedCredentials() {
        return CredentialsOfRun.usesOf(run);
    }

    /** Steps that kept the CPS VM thread too long; empty for freestyle builds, which have none. */
    public List<SlowCall> slowCalls() {
        return control.slowCalls();
    }

    /** What can be done to a running build of one kind; by default nothing. */
    interface Control {
        default void interrupt(CauseOfInterruption cause) {
            // It does not run.
        }

        /** Says whether the build is to go on when Jenkins is started again; if not, it ends soon. */
        default boolean suspend() {
            return false;
        }

        default void terminate() {
            throw new UnsupportedOperationException("terminate: only steps of a Pipeline can be ended by force");
        }

        default List<SlowCall> slowCalls() {
            return List.of();
        }
    }
}
