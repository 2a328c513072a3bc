package io.jenkins.plugins.flux.execution;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.flux.generation.Generator;
import io.jenkins.plugins.flux.generation.GeneratorSettings;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.threads.WorkLimits;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What all builds of this Jenkins share: the generator, the HTTP client, and a few threads for work that blocks. No
 * thread is held while jobs wait; except for the generator's own and the HTTP client's, idle ones end. Closed
 * before Jenkins shuts down, so that no step completes while its build is being written to disk.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class FluxRuntime extends ItemListener {

    /** In JENKINS_HOME, beside the list of active journals. */
    private static final String LEARNED_TIMES = "flux-generate/learned-times.txt";

    /** When a thread that hangs is replaced by another one. */
    private static final Duration HANGS_AFTER = Duration.ofSeconds(5);

    /** When work fails; a step may have to read a thousand image prompts from a slow agent. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** Nobody waits that long, but late entries must still be written. */
    private static final Duration JOURNAL_LIMIT = Duration.ofDays(1);

    /** Nobody waits for its answer any longer by then. */
    private static final Duration TEST_LIMIT = Duration.ofSeconds(20);

    private final WorkPool httpThreads = pool("flux-http", "the network", 2, 2);
    private final WorkPool buildThreads = pool("flux-build", "the workspace or the build directory", 4, 2);
    private final WorkPool testThreads =
            new WorkPool("flux-test", "the network", new WorkLimits(2, 1, HANGS_AFTER, TEST_LIMIT));
    private final WorkPool journalThreads =
            new WorkPool("flux-journal", "the build directory", new WorkLimits(4, 2, HANGS_AFTER, JOURNAL_LIMIT));
    private HttpAccess http;
    private Generator generator;
    private volatile boolean isClosed;

    public static FluxRuntime get() {
        return ExtensionList.lookupSingleton(FluxRuntime.class);
    }

    /** Created at first use, like the generator: most controllers start without needing it. */
    public synchronized HttpAccess http() {
        if (http == null) {
            http = new HttpAccess(new JenkinsProxies(), httpThreads);
        }
        return http;
    }

    public synchronized Generator generator() {
        if (generator == null) {
            Path learned = Jenkins.get().getRootDir().toPath().resolve(LEARNED_TIMES);
            generator = new Generator(http(), GeneratorSettings.defaults(), learned, PollChoice.get()::isLearned);
        }
        return generator;
    }

    /** For the work of a build before and after its images are generated: workspaces, credentials, manifests. */
    public WorkPool.Share buildThreads(Run<?, ?> build) {
        return buildThreads.share(build.getExternalizableId());
    }

    /** The same, for work that belongs to no build. */
    public WorkPool buildThreads() {
        return buildThreads;
    }

    /** For connection tests, which a silent name server may block for long: builds must not wait for them. */
    public WorkPool testThreads() {
        return testThreads;
    }

    /** For journals only: a store that hangs must not delay the record of what is paid for. */
    public Executor journalThreads(Run<?, ?> build) {
        return journalThreads.share(build.getExternalizableId());
    }

    /** The same, for the journal of a build that is gone. */
    public Executor journalThreads() {
        return journalThreads;
    }

    /** Whether Jenkins is shutting down, so that no batch will end any more. */
    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public void onBeforeShutdown() {
        isClosed = true;
        synchronized (this) {
            if (generator != null) {
                generator.close();
            }
            if (http != null) {
                http.close();
            }
        }
        List.of(buildThreads, testThreads, httpThreads, journalThreads).forEach(WorkPool::close);
    }

    private static WorkPool pool(String name, String place, int threads, int share) {
        return new WorkPool(name, place, new WorkLimits(threads, share, HANGS_AFTER, LIMIT));
    }
}
