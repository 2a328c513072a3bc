package io.jenkins.plugins.flux.generation;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.SEED;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.Journal;
import io.jenkins.plugins.flux.history.PaidJobs;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.journal.JournalWriter;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import io.jenkins.plugins.flux.schedule.Backoff;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A generator at work against the simulator: a plan goes in, an outcome and the events on the way come out. */
final class GeneratorHarness implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As the real thing, some twenty times faster. */
    static final GeneratorSettings FAST = new GeneratorSettings(
            new Backoff(Duration.ofMillis(40), 1.5, Duration.ofMillis(200), Duration.ofMillis(10)),
            new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(200), 3),
            Duration.ofSeconds(2),
            Duration.ofMillis(250),
            Duration.ofSeconds(3),
            RandomGenerator.of("L64X128MixRandom"));

    final Simulator simulator;
    final Path directory;
    private final List<Path> journals = new ArrayList<>();
    final List<ImageEvent> events = new CopyOnWriteArrayList<>();
    Generator generator;
    KeySource keys;
    String endpointName = "service";
    ImageStore store;
    private URI baseUrl;
    private int maxConcurrent = 8;
    private Deadlines deadlines =
            new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10), Optional.empty());
    private boolean failFast;
    private boolean keepOnAbort;
    private boolean resubmitLost;

    GeneratorHarness(Path directory, UnaryOperator<SimulatorSettings.Builder> settings) {
        this.directory = directory;
        this.journals.add(directory.resolve("journal.jsonl"));
        this.simulator = simulator(settings.apply(SimulatorSettings.builder()).build());
        this.generator = new Generator(HttpAccess.direct(), FAST);
        this.baseUrl = simulator.baseUrl();
        this.keys = () -> ApiKey.of(simulator.apiKey());
        this.store = new DirectoryStore(directory);
    }

    private static Simulator simulator(SimulatorSettings settings) {
        try {
            return Simulator.start(settings);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    static GeneratorHarness start(Path directory) {
        return new GeneratorHarness(directory, settings -> settings);
    }

    GeneratorHarness maxConcurrent(int most) {
        maxConcurrent = most;
        return this;
    }

    GeneratorHarness baseUrl(URI other) {
        baseUrl = other;
        return this;
    }

    GeneratorHarness queueDeadline(Duration limit) {
        deadlines = new Deadlines(limit, deadlines.run(), deadlines.delivery(), deadlines.total());
        return this;
    }

    GeneratorHarness runDeadline(Duration limit) {
        deadlines = new Deadlines(deadlines.queue(), limit, deadlines.delivery(), deadlines.total());
        return this;
    }

    GeneratorHarness deliveryDeadline(Duration limit) {
        deadlines = new Deadlines(deadlines.queue(), deadlines.run(), limit, deadlines.total());
        return this;
    }

    GeneratorHarness totalDeadline(Duration limit) {
        deadlines = new Deadlines(deadlines.queue(), deadlines.run(), deadlines.delivery(), Optional.of(limit));
        return this;
    }

    /** Ends the generator in order, and begins another one: no calls of earlier batches follow. */
    GeneratorHarness anotherGenerator() {
        generator.close();
        generator = new Generator(HttpAccess.direct(), FAST);
        return this;
    }

    /** Ends the generator in order, and begins another one that knows what is in the file. */
    GeneratorHarness learnedTimes(Path file) {
        return learnedTimes(file, () -> true);
    }

    /** The same, with the choice whether jobs are polled by it. */
    GeneratorHarness learnedTimes(Path file, BooleanSupplier learns) {
        generator.close();
        generator = new Generator(HttpAccess.direct(), FAST, file, learns);
        return this;
    }

    GeneratorHarness failFast() {
        failFast = true;
        return this;
    }

    GeneratorHarness keepOnAbort() {
        keepOnAbort = true;
        return this;
    }

    GeneratorHarness resubmitLost() {
        resubmitLost = true;
        return this;
    }

    /** Images named {@code <prompt>.jpg}, of the smallest size. */
    Batch start(String... prompts) {
        return start(Stream.of(prompts).map(GeneratorHarness::image).toArray(PlannedImage[]::new));
    }

    Batch start(PlannedImage... images) {
        return start(plan(images), store, events::add);
    }

    /** Without a journal. */
    Batch start(BatchPlan plan, ImageStore store, Progress progress) {
        return generator.start(BatchHistory.of(plan, Instant.now()), keys, store, progress, Journal.NONE);
    }

    Batch start(Journal journal, String... prompts) {
        return generator.start(history(prompts), keys, store, events::add, journal);
    }

    /** Starts a batch with a journal, as a host does that may be killed. */
    Batch startJournaled(String... prompts) throws IOException {
        BatchHistory start = history(prompts);
        Journal journal = JournalWriter.create(journalFile(), start, Map.of(), ForkJoinPool.commonPool());
        return generator.start(start, keys, store, events::add, journal);
    }

    /** Ends everything at once, as the death of the process does, and resumes from the journal. */
    Batch restart() throws IOException {
        BatchHistory history = die();
        return generator.start(history, keys, store, events::add, appended());
    }

    /** As {@link #restart()}, with the endpoint as it is configured by now. */
    Batch restartAtEndpoint() throws IOException {
        BatchHistory history = die().at(endpointName, endpoint(), maxConcurrent);
        return generator.start(history, keys, store, events::add, appended());
    }

    /**
     * Another execution in the same build, after those that have journals; the next restart resumes from its journal.
     */
    Batch startAgain(String... prompts) throws IOException {
        BatchHistory start = paidJobs().begin(history(prompts));
        journals.add(directory.resolve("journal-" + journals.size() + ".jsonl"));
        Journal journal = JournalWriter.create(journalFile(), start, Map.of(), ForkJoinPool.commonPool());
        return generator.start(start, keys, store, events::add, journal);
    }

    PaidJobs paidJobs() throws IOException {
        List<PaidJobs.Execution> executions = new ArrayList<>();
        for (Path journal : journals) {
            executions.add(PaidJobs.Execution.of(JournaledBatch.read(journal).history(), false));
        }
        return new PaidJobs(executions);
    }

    /** Ends everything where it stands; the next process finds that no build waits for it. */
    Batch cancelOrphans() throws IOException {
        BatchHistory history = die();
        return generator.cancelOrphans(history, keys, store, events::add, appended());
    }

    /** As {@link #cancelOrphans()}, where the build is gone. */
    Batch cancelOrphansOfGoneBuild() throws IOException {
        BatchHistory history = die();
        return generator.cancelOrphansOfGoneBuild(history, keys, events::add, appended());
    }

    private BatchHistory die() throws IOException {
        generator.close();
        events.clear();
        generator = new Generator(HttpAccess.direct(), FAST);
        return JournaledBatch.read(journalFile()).history();
    }

    private Journal appended() throws IOException {
        return JournalWriter.append(journalFile(), ForkJoinPool.commonPool());
    }

    Path journalFile() {
        return journals.get(journals.size() - 1);
    }

    private BatchHistory history(String... prompts) {
        PlannedImage[] images = Stream.of(prompts).map(GeneratorHarness::image).toArray(PlannedImage[]::new);
        return BatchHistory.of(plan(images), Instant.now());
    }

    private QueueEndpoint endpoint() {
        return new QueueEndpoint(baseUrl, "flux_pro_11");
    }

    BatchPlan plan(PlannedImage... images) {
        return new BatchPlan(
                endpointName,
                endpoint(),
                maxConcurrent,
                List.of(images),
                deadlines,
                failFast,
                keepOnAbort,
                resubmitLost);
    }

    BatchOutcome generate(String... prompts) throws Exception {
        return await(start(prompts));
    }

    /** The outcome of a plan with one image. */
    ImageOutcome outcomeOf(String prompt) throws Exception {
        return generate(prompt).images().get(0);
    }

    BatchOutcome await(Batch batch) throws Exception {
        return batch.outcome().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    static PlannedImage image(String prompt) {
        return new PlannedImage(
                prompt.replaceAll("\\[\\[.*]]", "").strip() + ".jpg",
                ImageRequest.of(Map.of(PROMPT, prompt, WIDTH, 256, HEIGHT, 256, SEED, 7)));
    }

    <T extends ImageEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The files in the store, by name. */
    List<String> storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("store"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.resolve("store").relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException nothing) {
            return new ArrayList<>();
        }
    }

    void assertNoTemporaryFileIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("temporary"))) {
            assertThat(files).isEmpty();
        }
    }

    @Override
    public void close() {
        generator.close();
        simulator.close();
    }
}
