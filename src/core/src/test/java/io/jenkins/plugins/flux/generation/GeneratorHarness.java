package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.journal.FileJournal;
import io.jenkins.plugins.flux.journal.JournaledRun;
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
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A generator at work against the simulator: a plan goes in, an outcome and what was told on the way come out. */
final class GeneratorHarness implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As the real thing, some twenty times faster. */
    private static final GeneratorSettings FAST = new GeneratorSettings(
            new Backoff(Duration.ofMillis(40), 1.5, Duration.ofMillis(200), Duration.ofMillis(10)),
            new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(200), 3),
            Duration.ofSeconds(2),
            Duration.ofMillis(250),
            Duration.ofSeconds(3),
            RandomGenerator.of("L64X128MixRandom"));

    final Simulator simulator;
    final Path directory;
    private final List<Path> journals = new ArrayList<>();
    final List<GenerationEvent> events = new CopyOnWriteArrayList<>();
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

    /** Ends the generator in order, and begins another one: no call of earlier runs is made any more. */
    GeneratorHarness anotherGenerator() {
        generator.close();
        generator = new Generator(HttpAccess.direct(), FAST);
        return this;
    }

    /** Ends the generator in order, and begins another one that knows what is in the file. */
    GeneratorHarness learnedTimes(Path file) {
        generator.close();
        generator = new Generator(HttpAccess.direct(), FAST, file);
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
    GenerationRun start(String... prompts) {
        return start(Stream.of(prompts).map(GeneratorHarness::image).toArray(PlannedImage[]::new));
    }

    GenerationRun start(PlannedImage... images) {
        return generator.start(plan(images), keys, store, events::add);
    }

    GenerationRun start(Journal journal, String... prompts) {
        return generator.resume(history(prompts), keys, store, events::add, journal);
    }

    /** Starts a run with a journal, as a host does that may be killed. */
    GenerationRun startJournaled(String... prompts) throws IOException {
        PlanHistory start = history(prompts);
        Journal journal = FileJournal.create(journalFile(), start, Map.of(), ForkJoinPool.commonPool());
        return generator.resume(start, keys, store, events::add, journal);
    }

    /** Ends everything where it stands, as the death of the process does, and goes on from the journal. */
    GenerationRun restart() throws IOException {
        PlanHistory history = die();
        return generator.resume(history, keys, store, events::add, appended());
    }

    /** As {@link #restart()}, with the endpoint as it is configured by now. */
    GenerationRun restartAtEndpoint() throws IOException {
        PlanHistory history = die().at(endpointName, endpoint(), maxConcurrent);
        return generator.resume(history, keys, store, events::add, appended());
    }

    /** Another run of the same build, after those whose journals are there; its journal is the one of the next restart. */
    GenerationRun startAgain(String... prompts) throws IOException {
        PlanHistory start = paidJobs().begin(history(prompts));
        journals.add(directory.resolve("journal-" + journals.size() + ".jsonl"));
        Journal journal = FileJournal.create(journalFile(), start, Map.of(), ForkJoinPool.commonPool());
        return generator.resume(start, keys, store, events::add, journal);
    }

    PaidJobs paidJobs() throws IOException {
        List<PaidJobs.Run> runs = new ArrayList<>();
        for (Path journal : journals) {
            runs.add(PaidJobs.Run.of(JournaledRun.read(journal).history(), false));
        }
        return new PaidJobs(runs);
    }

    /** Ends everything where it stands; the next process finds that no build waits for it. */
    GenerationRun abandon() throws IOException {
        PlanHistory history = die();
        return generator.abandon(history, keys, store, events::add, appended());
    }

    /** As {@link #abandon()}, where the build is gone. */
    GenerationRun discard() throws IOException {
        PlanHistory history = die();
        return generator.discard(history, keys, events::add, appended());
    }

    private PlanHistory die() throws IOException {
        generator.close();
        events.clear();
        generator = new Generator(HttpAccess.direct(), FAST);
        return JournaledRun.read(journalFile()).history();
    }

    private Journal appended() throws IOException {
        return FileJournal.append(journalFile(), ForkJoinPool.commonPool());
    }

    Path journalFile() {
        return journals.get(journals.size() - 1);
    }

    private PlanHistory history(String... prompts) {
        PlannedImage[] images = Stream.of(prompts).map(GeneratorHarness::image).toArray(PlannedImage[]::new);
        return PlanHistory.of(plan(images), Instant.now());
    }

    private QueueEndpoint endpoint() {
        return new QueueEndpoint(baseUrl, "flux_pro_11");
    }

    GenerationPlan plan(PlannedImage... images) {
        return new GenerationPlan(
                endpointName,
                endpoint(),
                maxConcurrent,
                List.of(images),
                deadlines,
                failFast,
                keepOnAbort,
                resubmitLost);
    }

    PlanOutcome generate(String... prompts) throws Exception {
        return await(start(prompts));
    }

    /** The outcome of a plan with one image. */
    ImageOutcome outcomeOf(String prompt) throws Exception {
        return generate(prompt).images().get(0);
    }

    PlanOutcome await(GenerationRun run) throws Exception {
        return run.outcome().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    static PlannedImage image(String prompt) {
        return new PlannedImage(
                prompt.replaceAll("\\[\\[.*]]", "").strip() + ".jpg",
                ImageRequest.builder()
                        .prompt(prompt)
                        .width(256)
                        .height(256)
                        .seed(7)
                        .build());
    }

    <T extends GenerationEvent> List<T> events(Class<T> type) {
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
