package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A Jenkins that is killed by SIGKILL at an exact place, and started again. */
final class KilledJenkins {

    private KilledJenkins() {}

    /**
     * Blocks until all is done.
     *
     * @param before is run in the Jenkins that is killed
     * @param place fails when it never comes there
     * @param after is run in the Jenkins that is started again
     */
    static void of(
            RealJenkinsExtension jenkins,
            RealJenkinsExtension.Step before,
            CodePlace place,
            RealJenkinsExtension.Step after)
            throws Throwable {
        try (Debugger debugger = Debugger.listen()) {
            jenkins.javaOptions(debugger.javaOption());
            FutureTask<Boolean> arrival = inBackground(() -> debugger.accept().comesTo(place, false));
            jenkins.startJenkins();
            jenkins.runRemotely(before);
            assertThat(arrival.get()).as("whether it came to %s", place).isTrue();
            jenkins.getProcess().destroyForcibly().waitFor();
            // It has to know as well.
            jenkins.stopJenkinsForcibly();

            inBackground(() -> {
                debugger.accept().release();
                return true;
            });
            jenkins.startJenkins();
            jenkins.runRemotely(after);
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
