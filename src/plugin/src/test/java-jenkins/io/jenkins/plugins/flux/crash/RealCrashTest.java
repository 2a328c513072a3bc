package io.jenkins.plugins.flux.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Like the embedded Jenkins, a real one is killed by SIGKILL again and again, and the record of the service and the
 * builds agree in the end.
 */
class RealCrashTest {

    private static final int KILLS = Integer.getInteger("crash.real.kills", 25);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() & 0xffffff);

    /** Without a time limit: there are many short lives. */
    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension().withTimeout(0);

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void theBooksAgreeHoweverOftenARealJenkinsIsKilled() throws Exception {
        System.out.println("crash.seed=" + SEED + ", crash.real.kills=" + KILLS);

        Books books = new CrashLanes(directory, SEED, 1, new RealHosts(jenkins, agents))
                .run(List.of(), lane -> lane.kills() >= KILLS);

        System.out.println(books.summary());
        assertThat(books.differences()).isEmpty();
        assertThat(books.kills()).isGreaterThanOrEqualTo(KILLS);
    }
}
