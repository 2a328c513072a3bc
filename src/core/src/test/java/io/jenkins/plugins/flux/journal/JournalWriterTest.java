package io.jenkins.plugins.flux.journal;

import static io.jenkins.plugins.flux.journal.JournalSamples.APPLE;
import static io.jenkins.plugins.flux.journal.JournalSamples.AT;
import static io.jenkins.plugins.flux.journal.JournalSamples.ENDPOINT;
import static io.jenkins.plugins.flux.journal.JournalSamples.JOB;
import static io.jenkins.plugins.flux.journal.JournalSamples.PEAR;
import static io.jenkins.plugins.flux.journal.JournalSamples.PLAN;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.history.Timings;
import io.jenkins.plugins.flux.image.ImageFormat;
import io.jenkins.plugins.flux.image.ImageHeader;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written to a journal is read from it, whatever instant its writer was killed at. */
class JournalWriterTest {

    private static final JournalEntry SUBMITTING = new JournalEntry.Submitting(AT);
    private static final JournalEntry SUBMITTED = new JournalEntry.Submitted(AT, JOB, false);
    private static final JournalEntry COMPLETED = new JournalEntry.Completed(AT, Optional.of(new BigDecimal("4.20")));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("journal.jsonl");
    }

    static Stream<List<JournalEntry>> lives() {
        JournalEntry canceling = new JournalEntry.Canceling(AT, CancelCause.ABORT, "the build was aborted");
        return Stream.of(
                List.of(),
                List.of(SUBMITTING),
                List.of(SUBMITTING, new JournalEntry.NotAccepted(AT)),
                List.of(SUBMITTING, new JournalEntry.Resubmitting(AT), SUBMITTING),
                List.of(SUBMITTING, SUBMITTED),
                List.of(SUBMITTING, SUBMITTED, new JournalEntry.Running(AT), COMPLETED),
                List.of(SUBMITTING, SUBMITTED, COMPLETED, new JournalEntry.Ended(AT, stored(), false)),
                List.of(new JournalEntry.Submitted(AT, JOB, true), new JournalEntry.Completed(AT, Optional.empty())),
                List.of(
                        new JournalEntry.Submitted(AT, JOB, true),
                        COMPLETED,
                        new JournalEntry.Forgotten(AT),
                        SUBMITTING),
                List.of(
                        SUBMITTING,
                        SUBMITTED,
                        COMPLETED,
                        new JournalEntry.Ended(
                                AT,
                                new ImageOutcome.Failed(APPLE, "disk full", Optional.of("req-1"), true, true),
                                false)),
                List.of(
                        SUBMITTING,
                        new JournalEntry.Ended(
                                AT, new ImageOutcome.Failed(APPLE, "refused", Optional.empty(), false, false), false)),
                List.of(SUBMITTING, new JournalEntry.Ended(AT, new ImageOutcome.Unknown(APPLE, AT, "lost"), false)),
                List.of(
                        SUBMITTING,
                        SUBMITTED,
                        canceling,
                        canceledInVain(),
                        new JournalEntry.CancelAnswered(AT, "canceled")),
                List.of(SUBMITTING, SUBMITTED, canceling, canceledInVain()));
    }

    /** A change that means to write more or less says so by moving these figures. */
    @Test
    void theBytesOfAnImagesLifeAreCounted() throws IOException {
        BatchHistory start = BatchHistory.of(PLAN, AT);
        try (JournalWriter journal = JournalWriter.create(file, start, Map.of(), ForkJoinPool.commonPool())) {
            List<Long> sizes = new ArrayList<>(List.of(Files.size(file)));
            for (JournalEntry entry : List.of(
                    SUBMITTING,
                    SUBMITTED,
                    new JournalEntry.Running(AT),
                    COMPLETED,
                    new JournalEntry.Ended(AT, stored(), false))) {
                journal.add(0, entry).join();
                sizes.add(Files.size(file)
                        - sizes.stream().mapToLong(Long::longValue).sum());
            }

            assertThat(sizes).containsExactly(844L, 67L, 366L, 64L, 90L, 498L);
        }
    }

    private static JournalEntry canceledInVain() {
        return new JournalEntry.Ended(
                AT,
                new ImageOutcome.Canceled(
                        APPLE,
                        CancelCause.ABORT,
                        Optional.of("req-1"),
                        new CancelReport(CancelReport.Result.FAILED, "no answer")),
                true);
    }

    private static ImageOutcome stored() {
        return new ImageOutcome.Stored(
                APPLE,
                List.of(new GeneratedImage(
                        "fruit/apple.jpg",
                        APPLE,
                        "req-1",
                        new ImageHeader(ImageFormat.JPEG, 512, 256),
                        70_000,
                        "ab".repeat(32),
                        Optional.of(BigInteger.TEN),
                        Optional.of(new BigDecimal("4.20")),
                        new Timings(AT, Optional.of(AT), AT, AT),
                        false,
                        true)));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void replayingGivesTheSameState(List<JournalEntry> entries) throws Exception {
        ImageHistory lived = ImageHistory.of(APPLE);
        try (JournalWriter journal = create()) {
            for (JournalEntry entry : entries) {
                lived = lived.after(entry);
                journal.add(0, entry).join();
            }
        }

        JournaledBatch read = JournaledBatch.read(file);

        assertThat(read.history().images()).containsExactly(lived, ImageHistory.of(PEAR));
        assertThat(read.history().plan()).isEqualTo(PLAN);
        assertThat(read.history().started()).isEqualTo(AT);
        assertThat(read.labels()).containsExactly(Map.entry("build", "job/apple#7"));
    }

    @Test
    void itHoldsNoImageBytes() throws Exception {
        Path reference = Files.writeString(file.resolveSibling("reference.png"), "the image itself");
        BatchPlan guided = new BatchPlan(
                "service",
                ENDPOINT,
                1,
                List.of(APPLE.withImagePrompt(reference)),
                PLAN.deadlines(),
                true,
                false,
                false);

        JournalWriter.create(file, BatchHistory.of(guided, AT), Map.of(), Runnable::run)
                .close();

        assertThat(Files.readString(file)).contains("reference.png").doesNotContain("the image itself");
    }

    @Test
    void whatIsPickedUpIsOnDiskAsSoonAsTheJournalIs() throws Exception {
        ImageHistory pickedUp = ImageHistory.of(APPLE)
                .after(new JournalEntry.Submitted(AT, JOB, true))
                .after(new JournalEntry.Running(AT))
                .after(COMPLETED);

        JournalWriter.create(
                        file,
                        new BatchHistory(PLAN, AT, List.of(pickedUp, ImageHistory.of(PEAR))),
                        Map.of(),
                        Runnable::run)
                .close();

        assertThat(JournaledBatch.read(file).history().images()).containsExactly(pickedUp, ImageHistory.of(PEAR));
    }

    @Test
    void aJournalThatThereIsAlreadyIsNotWrittenOver() throws Exception {
        create().close();

        assertThatThrownBy(this::create).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aLastLineThatWasNotFinishedIsLeftOutAndWrittenOver() throws Exception {
        try (JournalWriter journal = create()) {
            journal.add(0, SUBMITTING).join();
        }
        Files.writeString(file, "{\"image\":0,\"at\":\"2026", StandardOpenOption.APPEND);

        assertThat(stateOfApple()).isEqualTo(ImageState.SUBMITTING);
        try (JournalWriter journal = JournalWriter.append(file, Runnable::run)) {
            journal.add(0, SUBMITTED).join();
        }

        assertThat(stateOfApple()).isEqualTo(ImageState.SUBMITTED);
    }

    @Test
    void aFileThatWasCutAnywhereGivesTheStateOfItsLastWholeLine() throws Exception {
        try (JournalWriter journal = create()) {
            Stream.of(SUBMITTING, SUBMITTED, COMPLETED)
                    .forEach(entry -> journal.add(0, entry).join());
        }
        byte[] all = Files.readAllBytes(file);
        int header = new String(all, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        ImageState last = ImageState.PLANNED;

        for (int length = header; length <= all.length; length++) {
            Files.write(file, Arrays.copyOf(all, length));
            ImageState state = stateOfApple();
            assertThat(state).isGreaterThanOrEqualTo(last);
            last = state;
        }

        assertThat(last).isEqualTo(ImageState.COMPLETED);
    }

    @Test
    void aFileThatWasCutInsideACharacterIsReadUpToItsLastWholeLine() throws Exception {
        PlannedImage cherry = new PlannedImage("вишня.jpg", ImageRequest.of(Map.of(PROMPT, "Вишня 🍒")));
        BatchPlan plan = new BatchPlan("service", ENDPOINT, 1, List.of(cherry), PLAN.deadlines(), true, false, false);
        try (JournalWriter journal = JournalWriter.create(file, BatchHistory.of(plan, AT), Map.of(), Runnable::run)) {
            journal.add(0, SUBMITTING).join();
            journal.add(0, new JournalEntry.Canceling(AT, CancelCause.ABORT, "сборка прервана 中断 🍒"))
                    .join();
        }
        byte[] all = Files.readAllBytes(file);
        int header = new String(all, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;

        for (int length = 0; length <= all.length; length++) {
            Files.write(file, Arrays.copyOf(all, length));
            if (length < header) {
                assertThatThrownBy(() -> JournaledBatch.read(file)).hasMessageContaining("it has no complete line");
            } else {
                boolean isWhole = length == all.length;
                ImageHistory read = JournaledBatch.read(file).history().images().get(0);
                assertThat(read.cancel().isPresent()).as("cut at " + length).isEqualTo(isWhole);
                assertThat(read.image().request().prompt()).isEqualTo("Вишня 🍒");
            }
        }
    }

    @Test
    void otherDamageIsRefused() throws Exception {
        create().close();
        Files.write(file, new byte[] {(byte) 0xd0, '\n'}, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> JournaledBatch.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal.jsonl");
    }

    @Test
    void theLongestPromptAndTheLongestSeedAreReadBack() throws Exception {
        PlannedImage longest = new PlannedImage(
                "a.jpg",
                ImageRequest.of(Map.of(
                        PROMPT,
                        "я".repeat(ParameterRules.MAX_PROMPT_CHARACTERS),
                        SEED,
                        "-" + "9".repeat(ParameterRules.MAX_SEED_DIGITS))));
        BatchPlan plan = new BatchPlan("service", ENDPOINT, 1, List.of(longest), PLAN.deadlines(), true, false, false);

        JournalWriter.create(file, BatchHistory.of(plan, AT), Map.of(), Runnable::run)
                .close();

        assertThat(JournaledBatch.read(file).history().plan()).isEqualTo(plan);
    }

    @Test
    void aJournalOfANewerReleaseIsRefused() throws Exception {
        create().close();
        Files.writeString(file, Files.readString(file).replace("\"version\":1", "\"version\":2"));

        assertThatThrownBy(() -> JournaledBatch.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal of version 2, not 1")
                .hasMessageContaining("journal.jsonl");
    }

    @Test
    void anAddressOfAnotherOriginIsRefusedAsItIsInAnAnswer() throws Exception {
        try (JournalWriter journal = create()) {
            journal.add(0, SUBMITTING).join();
            journal.add(0, SUBMITTED).join();
        }
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("\"statusUrl\":\"https://service.example", "\"statusUrl\":\"https://evil.example"));

        assertThatThrownBy(() -> JournaledBatch.read(file)).hasMessageContaining("line 3");
    }

    @Test
    void aMoveThatCannotBeWrittenFailsAndNamesTheFile() throws Exception {
        JournalWriter journal = create();
        journal.close();

        assertThat(journal.add(0, SUBMITTING))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("journal.jsonl could not be written");
    }

    @Test
    void movesOfManyThreadsAreAllThereAndWhole() throws Exception {
        try (JournalWriter journal =
                JournalWriter.create(file, BatchHistory.of(PLAN, AT), Map.of(), ForkJoinPool.commonPool())) {
            IntStream.range(0, 2_000)
                    .parallel()
                    .mapToObj(number -> journal.add(number % 2, SUBMITTING))
                    .toList()
                    .forEach(CompletableFuture::join);
        }

        assertThat(Files.readAllLines(file)).hasSize(2_001);
        assertThat(stateOfApple()).isEqualTo(ImageState.SUBMITTING);
    }

    private JournalWriter create() throws IOException {
        return JournalWriter.create(file, BatchHistory.of(PLAN, AT), Map.of("build", "job/apple#7"), Runnable::run);
    }

    private ImageState stateOfApple() throws IOException {
        return JournaledBatch.read(file).history().images().get(0).state();
    }
}
