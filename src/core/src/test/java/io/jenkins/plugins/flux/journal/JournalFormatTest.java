package io.jenkins.plugins.flux.journal;

import static io.jenkins.plugins.flux.journal.JournalSamples.APPLE;
import static io.jenkins.plugins.flux.journal.JournalSamples.AT;
import static io.jenkins.plugins.flux.journal.JournalSamples.JOB;
import static io.jenkins.plugins.flux.journal.JournalSamples.PEAR;
import static io.jenkins.plugins.flux.journal.JournalSamples.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.history.Timings;
import io.jenkins.plugins.flux.image.ImageFormat;
import io.jenkins.plugins.flux.image.ImageHeader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final Map<String, String> LABELS = Map.of("build", "job/apple#7");

    @TempDir
    Path directory;

    private static Path sample() throws Exception {
        return Path.of(JournalFormatTest.class.getResource("every-entry.jsonl").toURI());
    }

    private static GeneratedImage file(String name, Optional<BigInteger> seed, Optional<BigDecimal> seconds) {
        return new GeneratedImage(
                name,
                APPLE,
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
                new JournalEntry.NotAccepted(AT),
                new JournalEntry.Resubmitting(AT),
                new JournalEntry.Submitted(AT, JOB, true),
                new JournalEntry.Running(AT),
                new JournalEntry.Completed(AT, Optional.of(new BigDecimal("4.20"))),
                new JournalEntry.Completed(AT, Optional.empty()),
                new JournalEntry.Forgotten(AT),
                new JournalEntry.Canceling(AT, CancelCause.ABORT, "the build was aborted"),
                ended(
                        new ImageOutcome.Stored(
                                APPLE,
                                List.of(
                                        file(
                                                "fruit/apple.png",
                                                Optional.of(new BigInteger("12345678901234567890")),
                                                Optional.of(new BigDecimal("4.20"))),
                                        file("fruit/apple-2.png", Optional.empty(), Optional.empty()))),
                        false),
                ended(new ImageOutcome.Failed(APPLE, "disk full", Optional.of("req-1"), true, true), false),
                ended(new ImageOutcome.Failed(APPLE, "refused", Optional.empty(), false, false), false),
                ended(
                        new ImageOutcome.Canceled(
                                APPLE,
                                CancelCause.FAIL_FAST,
                                Optional.of("req-1"),
                                new CancelReport(CancelReport.Result.FAILED, "no answer")),
                        true),
                ended(
                        new ImageOutcome.Canceled(
                                APPLE,
                                CancelCause.ABORT,
                                Optional.empty(),
                                new CancelReport(CancelReport.Result.NOT_SUBMITTED, "not submitted")),
                        false),
                ended(new ImageOutcome.Unknown(APPLE, AT, "lost"), false),
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
                        new PlannedImage(APPLE.name(), APPLE.request(), APPLE.imagePromptFile(), true, false), PEAR);
    }
}
