package io.jenkins.plugins.flux;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.flux.generation.Generator;
import io.jenkins.plugins.flux.generation.GeneratorSettings;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;

/**
 * What all builds of this Jenkins share: the generator, the HTTP client, and a few threads for work that blocks. No thread
 * is held while jobs wait; but for the generator's own and the HTTP client's selector, idle ones vanish. Closed before
 * Jenkins shuts down, so that nothing completes a step while its build is being written to disk.
 */
@Extension
public final class FluxRuntime extends ItemListener {

    /** In JENKINS_HOME, beside the list of active journals. */
    private static final String LEARNED_TIMES = "flux-generate/learned-times.txt";

    private static final int HTTP_THREADS = 4;
    private static final int BUILD_THREADS = 4;
    private static final int TEST_THREADS = 2;
    private static final int JOURNAL_THREADS = 2;

    private final ExecutorService httpThreads = threads("flux-http", HTTP_THREADS);
    private final ExecutorService buildThreads = threads("flux-build", BUILD_THREADS);
    private final ExecutorService testThreads = threads("flux-test", TEST_THREADS);
    private final ExecutorService journalThreads = threads("flux-journal", JOURNAL_THREADS);
    private final ActiveJournals activeJournals = new ActiveJournals();
    private JenkinsHttp http;
    private Generator generator;
    private volatile boolean isClosed;

    static FluxRuntime get() {
        return ExtensionList.lookupSingleton(FluxRuntime.class);
    }

    /** Made at first use, as the generator is: most controllers start without needing it. */
    synchronized JenkinsHttp http() {
        if (http == null) {
            http = new JenkinsHttp(httpThreads);
        }
        return http;
    }

    synchronized Generator generator() {
        if (generator == null) {
            Path learned = Jenkins.get().getRootDir().toPath().resolve(LEARNED_TIMES);
            generator = new Generator(http(), GeneratorSettings.defaults(), learned);
        }
        return generator;
    }

    /** For what a build does before and after its images are generated: workspaces, credentials, manifests. */
    ExecutorService buildThreads() {
        return buildThreads;
    }

    /** For tests of a connection, which a silent name server may hold for long: builds must not wait for them. */
    ExecutorService testThreads() {
        return testThreads;
    }

    /** For journals alone: a store that hangs must not hold up the record of what is paid for. */
    ExecutorService journalThreads() {
        return journalThreads;
    }

    ActiveJournals activeJournals() {
        return activeJournals;
    }

    /** Whether Jenkins shuts down, so that no generation comes to its end any more. */
    boolean isClosed() {
        return isClosed;
    }

    @Override
    public void onBeforeShutdown() {
        isClosed = true;
        synchronized (this) {
            if (generator != null) {
                generator.close();
            }
        }
        buildThreads.shutdownNow();
        testThreads.shutdownNow();
        httpThreads.shutdownNow();
        journalThreads.shutdownNow();
    }

    private static ExecutorService threads(String name, int most) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory factory = work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most,
                most,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory,
                // Refuses only when Jenkins shuts down, and then nothing may complete.
                new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
