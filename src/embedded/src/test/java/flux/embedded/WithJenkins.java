package flux.embedded;

import flux.embedded.sample.Events;
import flux.embedded.sample.WaitStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh Jenkins for each test. */
abstract class WithJenkins {
    static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path home;

    EmbeddedJenkins jenkins;

    @BeforeEach
    void startJenkins() {
        Events.TOLD.clear();
        WaitStep.EVENTS.clear();
        WaitStep.WAITING.clear();
        jenkins = EmbeddedJenkins.start(home, settings());
    }

    @AfterEach
    void stopJenkins() {
        jenkins.close();
    }

    Settings settings() {
        return Settings.DEFAULT;
    }

    EmbeddedBuild run(String script) throws Exception {
        return jenkins.runPipeline("demo", script).await(SOON);
    }

    /** Shuts Jenkins down and starts it again. */
    void restart() {
        jenkins.shutDown();
        WaitStep.WAITING.clear();
        jenkins = EmbeddedJenkins.start(home, settings());
    }

    /** Starts a Pipeline, restarts Jenkins when a step waits, and returns the resumed build. */
    EmbeddedBuild restartAt(String step, String script) throws Exception {
        jenkins.runPipeline("demo", script);
        waiting(step);
        restart();
        return jenkins.build("demo", 1);
    }

    /** The console of the build, without times. */
    static String timeless(EmbeddedBuild build) {
        return build.console()
                .replaceAll("Resuming build at .* after Jenkins restart", "Resuming build after Jenkins restart")
                .replaceAll("Ready to run at .*", "Ready to run");
    }

    /** Waits until the step of that name waits, and returns it. */
    static WaitStep.Execution waiting(String name) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < end) {
            WaitStep.Execution execution = WaitStep.WAITING.get(name);
            if (execution != null) {
                return execution;
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        throw new AssertionError("Nothing waits for " + name);
    }

    static void complete(String name, Object result) throws InterruptedException {
        waiting(name).getContext().onSuccess(result);
    }
}
