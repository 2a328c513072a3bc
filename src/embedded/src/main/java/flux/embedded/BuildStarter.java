package flux.embedded;

import flux.embedded.console.BuildConsole;
import flux.embedded.freestyle.BuildExecutor;
import flux.embedded.freestyle.FreestyleJob;
import flux.embedded.freestyle.FreestyleRun;
import flux.embedded.host.Controller;
import flux.embedded.host.ItemTree;
import flux.embedded.host.StoredItems;
import flux.embedded.pipeline.ExecutorSlots;
import flux.embedded.pipeline.PipelineHost;
import flux.embedded.pipeline.PipelineJob;
import flux.embedded.pipeline.PipelineRun;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.tasks.Builder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;

/** Creates jobs and starts their builds. */
final class BuildStarter {
    private static final Logger LOGGER = Logger.getLogger(BuildStarter.class.getName());
    private static final int TIMER_THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Controller controller;
    private final PipelineHost host;
    private final ScheduledThreadPoolExecutor timer;
    private final List<PipelineRun> unfinished = new ArrayList<>();

    BuildStarter(Controller controller, Settings settings) {
        this.controller = controller;
        timer = new ScheduledThreadPoolExecutor(TIMER_THREADS, task -> {
            Thread thread = new Thread(task, "embedded Jenkins timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        host = new PipelineHost(timer, new ExecutorSlots(settings.executors()), settings.slowCallLimit());
    }

    @SuppressWarnings("try") // The context only has to be closed.
    EmbeddedBuild pipeline(String name, String script, BuildOptions options) throws IOException {
        PipelineJob job;
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            job = ItemTree.getOrCreate(
                    name,
                    PipelineJob.class,
                    (parent, shortName) -> new PipelineJob(parent, shortName, options.runAs()));
        }
        PipelineRun run = new PipelineRun(job);
        BuildConsole console = prepare(run, options);
        CompletableFuture<Void> over = new CompletableFuture<>();
        run.start(script, console, host, () -> over.complete(null));
        return new EmbeddedBuild(run, new PipelineControl(run), over);
    }

    /** Resumes the Pipelines that were running when an earlier Jenkins ended. */
    List<EmbeddedBuild> resumePipelines() {
        List<EmbeddedBuild> resumed = new ArrayList<>();
        for (PipelineRun run : unfinished) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            try {
                run.resume(BuildConsole.resume(run.getLogFile().toPath(), line -> {}), host, () -> over.complete(null));
                resumed.add(new EmbeddedBuild(run, new PipelineControl(run), over));
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "could not resume " + run);
            }
        }
        unfinished.clear();
        return resumed;
    }

    @SuppressWarnings("try") // The context only has to be closed.
    EmbeddedBuild freestyle(String name, BuildOptions options, List<Builder> steps) throws IOException {
        FreestyleJob job;
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            job = ItemTree.getOrCreate(
                    name,
                    FreestyleJob.class,
                    (parent, shortName) -> new FreestyleJob(parent, shortName, options.runAs()));
        }
        if (!steps.isEmpty()) {
            job.getBuildersList().replaceBy(steps);
        }
        FreestyleRun run = new FreestyleRun(job);
        BuildConsole console = prepare(run, options);
        CompletableFuture<Void> over = new CompletableFuture<>();
        BuildExecutor executor =
                new BuildExecutor(controller.createComputer(), run, console, () -> over.complete(null));
        executor.start();
        return new EmbeddedBuild(run, new FreestyleControl(executor), over);
    }

    /** Loads stored jobs and folders, with their builds. */
    void loadItems() {
        StoredItems.Loader pipelines = (parent, name) -> PipelineJob.load(parent, name, unfinished::add);
        new StoredItems(Map.of(PipelineJob.class, pipelines, FreestyleJob.class, FreestyleJob::load)).load(controller);
    }

    private static BuildConsole prepare(Run<?, ?> run, BuildOptions options) throws IOException {
        run.addAction(new CauseAction(new Cause.UserIdCause(options.user())));
        if (!options.parameters().isEmpty()) {
            run.addAction(new ParametersAction(options.parameters()));
        }
        return BuildConsole.start(run.getLogFile().toPath(), options.watcher());
    }

    void shutDown() {
        timer.shutdownNow();
    }

    private record PipelineControl(PipelineRun run) implements EmbeddedBuild.Control {
        @Override
        public void interrupt(CauseOfInterruption cause) {
            run.interrupt(Result.ABORTED, cause);
        }

        @Override
        public boolean suspend() {
            try {
                run.suspend(PATIENCE);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "could not save " + run);
            }
            return true;
        }

        @Override
        public List<SlowCall> slowCalls() {
            return run.slowCalls();
        }
    }

    private record FreestyleControl(BuildExecutor executor) implements EmbeddedBuild.Control {
        @Override
        public void interrupt(CauseOfInterruption cause) {
            executor.interrupt(Result.ABORTED, cause);
        }

        @Override
        public boolean suspend() {
            executor.interrupt(Result.ABORTED);
            return false;
        }
    }
}
