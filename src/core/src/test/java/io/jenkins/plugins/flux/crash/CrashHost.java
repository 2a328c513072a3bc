package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.generation.GenerationRun;
import io.jenkins.plugins.flux.generation.Generator;
import io.jenkins.plugins.flux.generation.GeneratorSettings;
import io.jenkins.plugins.flux.generation.ImageOutcome;
import io.jenkins.plugins.flux.generation.ImageStore;
import io.jenkins.plugins.flux.generation.Journal;
import io.jenkins.plugins.flux.generation.Move;
import io.jenkins.plugins.flux.generation.PlanHistory;
import io.jenkins.plugins.flux.generation.PlanOutcome;
import io.jenkins.plugins.flux.generation.PollSchedule;
import io.jenkins.plugins.flux.generation.RetryPolicy;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.journal.FileJournal;
import io.jenkins.plugins.flux.journal.JournaledRun;
import io.jenkins.plugins.flux.queue.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * A host process that does what a {@link CrashScript} says, or goes on with it, and can be killed at any instant. Writes the
 * outcome of each run to a file when nothing is left to do; says on standard output when it has begun and when it has come to
 * its {@link KillPoint}, where it waits for its death.
 */
final class CrashHost {

    static final String BEGUN = "begun";
    static final String AT_POINT = "at point";

    private static final GeneratorSettings FAST = new GeneratorSettings(
            new PollSchedule(Duration.ofMillis(40), 1.5, Duration.ofMillis(200), Duration.ofMillis(10)),
            new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(200), 3),
            Duration.ofSeconds(5),
            4,
            2,
            RandomGenerator.of("L64X128MixRandom"));

    private final Path directory;
    private final URI baseUrl;
    private final ApiKey key;
    private final Optional<String> killPoint;
    private final Executor writers = Executors.newSingleThreadExecutor();
    private final Generator generator = new Generator(HttpAccess.direct(), FAST);

    private CrashHost(Path directory, URI baseUrl, ApiKey key, Optional<String> killPoint) {
        this.directory = directory;
        this.baseUrl = baseUrl;
        this.key = key;
        this.killPoint = killPoint;
    }

    /**
     * @param args directory, base URL, key, seed, round, kill point or {@code -}
     */
    public static void main(String[] args) throws Exception {
        CrashHost host = new CrashHost(
                Path.of(args[0]),
                URI.create(args[1]),
                ApiKey.of(args[2]),
                Optional.of(args[5]).filter(point -> !point.equals("-")));
        host.carryOut(CrashScript.of(Long.parseLong(args[3]), Integer.parseInt(args[4])));
        System.exit(0);
    }

    private void carryOut(CrashScript script) throws Exception {
        List<CompletableFuture<?>> settled = new ArrayList<>();
        for (CrashScript.Run run : script.runs()) {
            settled.add(carryOut(run));
        }
        System.out.println(BEGUN);
        CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new)).join();
    }

    private CompletableFuture<?> carryOut(CrashScript.Run script) throws IOException {
        Path file = directory.resolve(script.name() + ".jsonl");
        PlanHistory history;
        Journal journal;
        if (Files.exists(file) && Files.readString(file).contains("\n")) {
            history = JournaledRun.read(file).history();
            journal = FileJournal.append(file, writers);
        } else {
            Files.deleteIfExists(file);
            history = PlanHistory.of(script.plan(baseUrl), Instant.now());
            journal = FileJournal.create(file, history, Map.of(), writers);
        }
        GenerationRun run = generator.resume(
                history, () -> key, new Store(), event -> {}, (image, move) -> add(journal, image, move));
        script.abortAfterMillis()
                .ifPresent(delay -> CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS)
                        .execute(() -> generator.cancel(run)));
        return run.outcome().thenAccept(outcome -> write(script, outcome)).thenCombine(run.settled(), (a, b) -> a);
    }

    private CompletableFuture<Void> add(Journal journal, int image, Move move) {
        String what = move.getClass().getSimpleName();
        dieAt("before:" + what);
        return journal.add(image, move).thenRun(() -> dieAt("after:" + what));
    }

    private void dieAt(String point) {
        if (killPoint.filter(point::equals).isPresent()) {
            System.out.println(AT_POINT);
            while (true) {
                LockSupport.park();
            }
        }
    }

    private void write(CrashScript.Run script, PlanOutcome outcome) {
        StringBuilder lines = new StringBuilder();
        for (ImageOutcome image : outcome.images()) {
            lines.append(image.image().request().prompt()).append('\t');
            lines.append(image.getClass().getSimpleName())
                    .append('\t')
                    .append(message(image))
                    .append('\n');
        }
        try {
            Path file = directory.resolve(script.name() + ".part");
            Files.writeString(file, lines);
            Files.move(file, directory.resolve(script.name() + ".outcome"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException notWritten) {
            throw new IllegalStateException(notWritten);
        }
    }

    private static String message(ImageOutcome image) {
        if (image instanceof ImageOutcome.Failed failed) {
            return failed.message();
        } else if (image instanceof ImageOutcome.Canceled canceled) {
            return canceled.report().message();
        } else if (image instanceof ImageOutcome.Unknown unknown) {
            return unknown.message();
        }
        return ((ImageOutcome.Stored) image).images().get(0).requestId();
    }

    private final class Store implements ImageStore {

        @Override
        public Path temporaryDirectory() throws IOException {
            return Files.createDirectories(directory.resolve("temporary"));
        }

        @Override
        public void store(String name, StoredImage image) throws IOException {
            dieAt("before:Store");
            Files.copy(image.file(), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            dieAt("after:Store");
        }

        @Override
        public String keepAnswer(String requestId, String answer) throws IOException {
            Files.writeString(directory.resolve(requestId + ".json"), answer);
            return requestId + ".json";
        }
    }
}
