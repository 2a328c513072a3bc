package io.jenkins.plugins.flux.journal;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.OUTPUT_FORMAT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT_UPSAMPLING;
import static io.jenkins.plugins.flux.queue.ParameterRules.SAFETY_TOLERANCE;
import static io.jenkins.plugins.flux.queue.ParameterRules.SEED;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImagePromptFile;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.history.Timings;
import io.jenkins.plugins.flux.image.ImageFormat;
import io.jenkins.plugins.flux.image.ImageHeader;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import io.jenkins.plugins.flux.queue.QueuedJob;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal is written byte by byte as it always was: {@code every-entry.jsonl} has a line of each kind. It may get
 * lines and fields, and those that it has stay.
 */
class JournalFormatTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123456Z");
    private static final QueueEndpoint ENDPOINT = QueueEndpoint.of("https://service.example/model", "flux_pro_11");
    private static final QueuedJob TASK = QueuedJob.of(ENDPOINT, "req-1");
    private static final Map<String, String> LABELS = Map.of("build", "job/apple#7");

    private static final PlannedImage FULL = new PlannedImage(
            "fruit/apple.png",
            ImageRequest.of(Map.of(
                    PROMPT,
                    "An apple,\nwith \"quotes\" & \u2028 — яблоко 🍎",
                    WIDTH,
                    512,
                    HEIGHT,
                    256,
                    PROMPT_UPSAMPLING,
                    true,
                    SEED,
                    new BigInteger("-12345678901234567890"),
                    SAFETY_TOLERANCE,
                    4,
                    OUTPUT_FORMAT,
                    "png")),
            Optional.of(new ImagePromptFile("reference.png", "cd".repeat(32))),
            true,
            true);
    private static final PlannedImage PLAIN = new PlannedImage("pear.jpg", ImageRequest.of(Map.of(PROMPT, "A pear")));
    private static final BatchPlan PLAN = new BatchPlan(
            "service",
            ENDPOINT,
            3,
            List.of(FULL, PLAIN),
            new Deadlines(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Optional.of(Duration.ofSeconds(4))),
            true,
            false,
            true);

    @TempDir
    Path directory;

    private static Path sample() throws Exception {
        return Path.of(JournalFormatTest.class.getResource("every-entry.jsonl").toURI());
    }

    private static GeneratedImage file(String name, Optional<BigInteger> seed, Optional<BigDecimal> seconds) {
        return new GeneratedImage(
                name,
                FULL,
                "req-1",
                new ImageHeader(ImageFormat.PNG, 512, 256),
                70_000,
                "ab".repeat(32),
                seed,
                seconds,
                new Timings(AT, seconds.map(any -> AT.plusSeconds(1)), AT.plusSeconds(2), AT.plusSeconds(3)),
                false,
                true);
    }

    private static JournalEntry ended(ImageOutcome outcome, boolean jobLeft) {
        return new JournalEntry.Ended(AT, outcome, jobLeft);
    }

    private static List<JournalEntry> everyEntry() {
        return List.of(
                new JournalEntry.Submitting(AT),
                new JournalEntry.NotTaken(AT),
                new JournalEntry.Resubmitting(AT),
                new JournalEntry.Submitted(AT, TASK, true),
                new JournalEntry.Running(AT),
                new JournalEntry.Completed(AT, Optional.of(new BigDecimal("4.20"))),
                new JournalEntry.Completed(AT, Optional.empty()),
                new JournalEntry.Forgotten(AT),
                new JournalEntry.Canceling(AT, CancelCause.ABORT, "the build was aborted"),
                ended(
                        new ImageOutcome.Stored(
                                FULL,
                                List.of(
                                        file(
                                                "fruit/apple.png",
                                                Optional.of(new BigInteger("12345678901234567890")),
                                                Optional.of(new BigDecimal("4.20"))),
                                        file("fruit/apple-2.png", Optional.empty(), Optional.empty()))),
                        false),
                ended(new ImageOutcome.Failed(FULL, "disk full", Optional.of("req-1"), true, true), false),
                ended(new ImageOutcome.Failed(FULL, "refused", Optional.empty(), false, false), false),
                ended(
                        new ImageOutcome.Canceled(
                                FULL,
                                CancelCause.FAIL_FAST,
                                Optional.of("req-1"),
                                new CancelReport(CancelReport.Result.FAILED, "no answer")),
                        true),
                ended(
                        new ImageOutcome.Canceled(
                                FULL,
                                CancelCause.ABORT,
                                Optional.empty(),
                                new CancelReport(CancelReport.Result.NOT_SUBMITTED, "not submitted")),
                        false),
                ended(new ImageOutcome.Unknown(FULL, AT, "lost"), false),
                new JournalEntry.CancelAnswered(AT, "canceled"));
    }

    @Test
    void everyLineIsWrittenAsInTheSample() throws Exception {
        Path file = directory.resolve("journal.jsonl");
        try (JournalWriter journal = JournalWriter.create(file, BatchHistory.of(PLAN, AT), LABELS, Runnable::run)) {
            everyEntry().forEach(entry -> journal.add(0, entry).join());
        }

        assertThat(Files.readString(file)).isEqualTo(Files.readString(sample()));
    }

    @Test
    void everyLineOfTheSampleIsRead() throws Exception {
        List<String> lines = Files.readAllLines(sample());
        Path header = Files.writeString(directory.resolve("header.jsonl"), lines.get(0) + "\n");

        JournaledBatch begun = JournaledBatch.read(header);

        assertThat(begun.labels()).isEqualTo(LABELS);
        assertThat(begun.history()).isEqualTo(BatchHistory.of(PLAN, AT));
        assertThat(lines.subList(1, lines.size()))
                .map(line -> EntryFormat.read(Fields.of(line), PLAN))
                .isEqualTo(everyEntry());
    }

    /** The first release wrote neither the endpoint's name nor which names were drawn. */
    @Test
    void theHeaderOfTheFirstReleaseIsRead() throws Exception {
        String written = Files.readAllLines(sample())
                .get(0)
                .replace("\"endpoint\":\"service\",", "")
                .replace("\"nameDrawn\":true,", "");

        BatchPlan read = JournaledBatch.read(Files.writeString(directory.resolve("first.jsonl"), written + "\n"))
                .history()
                .plan();

        assertThat(read.endpointName()).isEmpty();
        assertThat(read.images())
                .containsExactly(
                        new PlannedImage(FULL.name(), FULL.request(), FULL.imagePromptFile(), true, false), PLAIN);
    }
}
