package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.EndpointGate;
import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.Journal;
import io.jenkins.plugins.flux.history.Tally;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.image.DownloadPolicy;
import io.jenkins.plugins.flux.image.ImageDownload;
import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.queue.QueueClient;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import io.jenkins.plugins.flux.schedule.LearnedSchedule;
import io.jenkins.plugins.flux.schedule.PollSchedule;
import io.jenkins.plugins.flux.threads.EventLoop;
import io.jenkins.plugins.flux.threads.WorkLimits;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Carries out plans. Holds no thread while jobs wait: one thread changes states and keeps the due times of all batches,
 * and HTTP is asynchronous. Each kind of blocking work has its own {@link WorkPool}, so a store that hangs does not
 * delay key lookups, and one owner's store does not delay another's.
 *
 * <p>One generator serves a whole process, so that its batches share each endpoint's limits. Safe for use by any
 * thread; no method blocks but {@link #close()}.
 */
public final class Generator implements AutoCloseable {

    /** More than one endpoint's images: a slow image host must not delay all others. */
    private static final int DOWNLOADS = 16;

    /** A transfer has its own time limits; only a name server can take longer. */
    private static final WorkLimits DOWNLOAD_LIMITS =
            new WorkLimits(DOWNLOADS, DOWNLOADS / 2, Duration.ofSeconds(40), Duration.ofMinutes(10));

    /** No call is dropped while others wait for a name: a place at the gate would be lost with it. */
    private static final Duration CALLERS_LIMIT = Duration.ofDays(1);

    private static final int WORKERS = 2;
    private static final int THREADS = 4;
    private static final int SHARE = 2;
    private static final int REPORTERS = 2;

    /** Events are reported in order. */
    private static final int IN_ORDER = 1;

    private final HttpAccess http;
    private final GeneratorSettings settings;
    private final EventLoop loop = new EventLoop();

    /** For work that belongs to no batch: poll plans, and the file of learned times. */
    private final WorkPool workers;

    /** For making calls. Each endpoint has its share, because a name server may be silent about its host. */
    private final WorkPool callers;

    private final WorkPool keys;
    private final WorkPool stores;
    private final WorkPool downloads;
    private final WorkPool reporters;
    private final Map<GateKey, EndpointGate> gates = new HashMap<>();
    private final PollSchedule schedule;
    private final Optional<LearnedTimesKeeper> keeper;

    /** A generator without a file of learned times. */
    public Generator(HttpAccess http, GeneratorSettings settings) {
        this(http, settings, Optional.empty(), () -> true);
    }

    /**
     * @param learnedTimes the file in which it keeps how long jobs take
     * @param learns whether a job is polled by the learned schedule, and adds to it; if not, the job is polled by
     *     {@link GeneratorSettings#polls()}. Called on the event loop when polling begins
     */
    public Generator(HttpAccess http, GeneratorSettings settings, Path learnedTimes, BooleanSupplier learns) {
        this(http, settings, Optional.of(learnedTimes), learns);
    }

    private Generator(
            HttpAccess http, GeneratorSettings settings, Optional<Path> learnedTimes, BooleanSupplier learns) {
        this.http = http;
        this.settings = settings;
        this.workers = new WorkPool("flux-worker", "the disk", settings.limits(WORKERS, WORKERS));
        this.callers = new WorkPool(
                "flux-call", "the network", new WorkLimits(THREADS, SHARE, settings.hangsAfter(), CALLERS_LIMIT));
        this.keys = new WorkPool("flux-key", "the credentials provider", settings.limits(THREADS, SHARE));
        this.stores = new WorkPool("flux-store", "the image store", settings.limits(THREADS, SHARE));
        this.downloads = new WorkPool("flux-download", "the image host", DOWNLOAD_LIMITS);
        this.reporters = new WorkPool("flux-report", "the console", settings.limits(REPORTERS, IN_ORDER));
        LearnedSchedule learned = new LearnedSchedule(settings.polls(), workers);
        this.schedule =
                (kind, sinceSubmit) -> (learns.getAsBoolean() ? learned : settings.polls()).watch(kind, sinceSubmit);
        this.keeper = learnedTimes.map(file -> new LearnedTimesKeeper(file, learned, loop, workers));
        keeper.ifPresent(LearnedTimesKeeper::begin);
    }

    /**
     * Carries out a batch, a new one, or one that another process left; returns at once. When a batch is resumed, its
     * jobs at the service are polled with their original deadlines, complete images are delivered, and ended images
     * stay as they are. A submit without an answer is lost: see {@link BatchPlan#resubmitLost()}.
     *
     * @param history the batch's progress so far
     * @param keys where the key comes from
     * @param store where the images go
     * @param progress receives the events
     * @param journal where the entries are written; {@link Journal#NONE} for a batch that nobody resumes
     */
    public Batch start(BatchHistory history, KeySource keys, ImageStore store, Progress progress, Journal journal) {
        Batch batch = new Batch(history, services(history, keys, store, progress, journal));
        loop.execute(batch::start);
        return batch;
    }

    /**
     * Ends a batch that no build waits for any longer, because its process has stopped: cancels its jobs, stores
     * complete images, submits nothing. Parameters are those of {@link #start}.
     */
    public Batch cancelOrphans(
            BatchHistory history, KeySource keys, ImageStore store, Progress progress, Journal journal) {
        Batch batch = new Batch(history, services(history, keys, store, progress, journal));
        loop.execute(() -> batch.cancelOrphans(CancelCause.INTERRUPTED));
        return batch;
    }

    /**
     * As {@link #cancelOrphans}, but keeps no images, because the build is gone: the events say where the service has
     * them.
     */
    public Batch cancelOrphansOfGoneBuild(BatchHistory history, KeySource keys, Progress progress, Journal journal) {
        BatchHistory keepingNothing = history.keepingNothing();
        Batch batch = new Batch(keepingNothing, services(keepingNothing, keys, new NoStore(), progress, journal));
        loop.execute(() -> batch.cancelOrphans(CancelCause.ABORT));
        return batch;
    }

    /**
     * Stops all work; the outcomes of unfinished batches stay open, and jobs at the service continue. Saves the learned
     * times, waiting up to a second.
     */
    @Override
    public void close() {
        keeper.ifPresent(LearnedTimesKeeper::end);
        loop.close();
        List.of(workers, callers, keys, stores, downloads, reporters).forEach(WorkPool::close);
    }

    private BatchServices services(
            BatchHistory history, KeySource keys, ImageStore store, Progress progress, Journal journal) {
        BatchPlan plan = history.plan();
        Object owner = store.owner();
        GateKey endpoint = new GateKey(plan.endpointName(), plan.endpoint());
        Calls calls = new Calls(
                new QueueClient(plan.endpoint(), http),
                gate(endpoint),
                keys,
                this.keys.share(owner),
                loop,
                callers.share(endpoint));
        return new BatchServices(
                plan,
                settings,
                loop,
                calls,
                schedule,
                new ImageDownload(
                        http, DownloadPolicy.forEndpoint(plan.endpoint().baseUrl()), downloads.share(owner)),
                store,
                stores.share(owner),
                new LimitedJournal(journal, settings.workLimit()),
                new Tally(history.images()),
                progress,
                reporters.share(owner));
    }

    private EndpointGate gate(GateKey endpoint) {
        synchronized (gates) {
            return gates.computeIfAbsent(endpoint, unknown -> new EndpointGate(loop));
        }
    }

    /** An endpoint with another address is another service, whose limits must be found anew. */
    private record GateKey(String endpointName, QueueEndpoint endpoint) {}

    /** For images whose build is gone. */
    private static final class NoStore implements ImageStore {

        private static final String GONE = "the build is gone, so there is no place to store its images";

        @Override
        public Path temporaryDirectory() throws IOException {
            throw new IOException(GONE);
        }

        @Override
        public void store(String name, StoredImage image) throws IOException {
            throw new IOException(GONE);
        }

        @Override
        public String keepAnswer(String requestId, String answer) throws IOException {
            throw new IOException(GONE);
        }
    }
}
