package io.jenkins.plugins.flux.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.queue.Json;
import io.jenkins.plugins.flux.queue.QueuedJob;
import java.net.URI;
import java.time.Instant;

/**
 * A journal entry as JSON: which image, when, what belongs to the entry, and the word for it. Written by hand and not
 * from the types: a line is flat, its word comes last, and what it leaves out comes from the plan.
 */
final class EntryFormat {

    private static final String IMAGE = "image";
    private static final String AT = "at";
    private static final String MOVE = "move";
    private static final String REQUEST_ID = "requestId";
    private static final String INFERENCE_SECONDS = "inferenceSeconds";
    private static final String JOB_LEFT = "jobLeft";

    private EntryFormat() {}

    static ObjectNode write(int image, JournalEntry entry) {
        ObjectNode json = Json.object();
        json.put(IMAGE, image);
        json.put(AT, entry.at().toString());
        json.put(MOVE, word(entry, json));
        return json;
    }

    private static String word(JournalEntry entry, ObjectNode json) {
        if (entry instanceof JournalEntry.Submitting) {
            return "submitting";
        } else if (entry instanceof JournalEntry.NotAccepted) {
            return "notTaken";
        } else if (entry instanceof JournalEntry.Resubmitting) {
            return "resubmitting";
        } else if (entry instanceof JournalEntry.Submitted submitted) {
            QueuedJob queued = submitted.queued();
            json.put(REQUEST_ID, queued.requestId());
            json.put("statusUrl", queued.statusUrl().toString());
            json.put("responseUrl", queued.responseUrl().toString());
            json.put("cancelUrl", queued.cancelUrl().toString());
            json.put("reused", submitted.reused());
            return "submitted";
        } else if (entry instanceof JournalEntry.Running) {
            return "running";
        } else if (entry instanceof JournalEntry.Completed completed) {
            completed.inferenceSeconds().ifPresent(seconds -> json.put(INFERENCE_SECONDS, seconds));
            return "completed";
        } else if (entry instanceof JournalEntry.Forgotten) {
            return "forgotten";
        } else if (entry instanceof JournalEntry.Canceling canceling) {
            json.put("cause", canceling.cause().name());
            json.put("reason", canceling.reason());
            return "canceling";
        } else if (entry instanceof JournalEntry.CancelAnswered answered) {
            json.put("answer", answered.answer());
            return "cancelAnswered";
        }
        JournalEntry.Ended ended = (JournalEntry.Ended) entry;
        json.put(JOB_LEFT, ended.jobLeft());
        return OutcomeFormat.write(ended.outcome(), json);
    }

    /** Which image of its plan a line is about. */
    static int image(Fields line) {
        return line.number(IMAGE);
    }

    static JournalEntry read(Fields line, BatchPlan plan) {
        Instant at = line.instant(AT);
        String word = line.text(MOVE);
        return switch (word) {
            case "submitting" -> new JournalEntry.Submitting(at);
            case "notTaken" -> new JournalEntry.NotAccepted(at);
            case "resubmitting" -> new JournalEntry.Resubmitting(at);
            case "submitted" -> new JournalEntry.Submitted(at, queued(line, plan), line.truth("reused"));
            case "running" -> new JournalEntry.Running(at);
            case "completed" -> new JournalEntry.Completed(at, line.decimal(INFERENCE_SECONDS));
            case "forgotten" -> new JournalEntry.Forgotten(at);
            case "canceling" ->
                new JournalEntry.Canceling(at, line.constant("cause", CancelCause.class), line.text("reason"));
            case "cancelAnswered" -> new JournalEntry.CancelAnswered(at, line.text("answer"));
            default -> {
                PlannedImage image = plan.images().get(image(line));
                yield new JournalEntry.Ended(at, OutcomeFormat.read(word, line, image), line.truth(JOB_LEFT));
            }
        };
    }

    /** The addresses are checked as those of an answer are: a file can be tampered with, too. */
    private static QueuedJob queued(Fields line, BatchPlan plan) {
        return QueuedJob.of(
                plan.endpoint(),
                line.text(REQUEST_ID),
                URI.create(line.text("statusUrl")),
                URI.create(line.text("responseUrl")),
                URI.create(line.text("cancelUrl")));
    }
}
