package io.jenkins.plugins.flux.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.generation.CancelCause;
import io.jenkins.plugins.flux.generation.GenerationPlan;
import io.jenkins.plugins.flux.generation.Move;
import io.jenkins.plugins.flux.generation.PlannedImage;
import io.jenkins.plugins.flux.queue.QueuedTask;
import java.net.URI;
import java.time.Instant;

/** A move as JSON: which image, when, the word for the move, and what belongs to it. */
final class MoveFormat {

    private static final String IMAGE = "image";
    private static final String AT = "at";
    private static final String MOVE = "move";
    private static final String REQUEST_ID = "requestId";
    private static final String INFERENCE_SECONDS = "inferenceSeconds";
    private static final String JOB_LEFT = "jobLeft";

    private MoveFormat() {}

    static ObjectNode write(int image, Move move) {
        ObjectNode json = Json.object();
        json.put(IMAGE, image);
        json.put(AT, move.at().toString());
        json.put(MOVE, word(move, json));
        return json;
    }

    private static String word(Move move, ObjectNode json) {
        if (move instanceof Move.Submitting) {
            return "submitting";
        } else if (move instanceof Move.NotTaken) {
            return "notTaken";
        } else if (move instanceof Move.Resubmitting) {
            return "resubmitting";
        } else if (move instanceof Move.Submitted submitted) {
            QueuedTask task = submitted.task();
            json.put(REQUEST_ID, task.requestId());
            json.put("statusUrl", task.statusUrl().toString());
            json.put("responseUrl", task.responseUrl().toString());
            json.put("cancelUrl", task.cancelUrl().toString());
            json.put("reused", submitted.reused());
            return "submitted";
        } else if (move instanceof Move.Running) {
            return "running";
        } else if (move instanceof Move.Completed completed) {
            completed.inferenceSeconds().ifPresent(seconds -> json.put(INFERENCE_SECONDS, seconds));
            return "completed";
        } else if (move instanceof Move.Forgotten) {
            return "forgotten";
        } else if (move instanceof Move.Canceling canceling) {
            json.put("cause", canceling.cause().name());
            json.put("reason", canceling.reason());
            return "canceling";
        } else if (move instanceof Move.CancelAnswered answered) {
            json.put("answer", answered.answer());
            return "cancelAnswered";
        }
        Move.Ended ended = (Move.Ended) move;
        json.put(JOB_LEFT, ended.jobLeft());
        return OutcomeFormat.write(ended.outcome(), json);
    }

    /** Which image of its plan a line is about. */
    static int image(JsonNode json) {
        return json.required(IMAGE).intValue();
    }

    static Move read(JsonNode json, GenerationPlan plan) {
        Instant at = Json.instant(json, AT);
        String word = Json.text(json, MOVE);
        return switch (word) {
            case "submitting" -> new Move.Submitting(at);
            case "notTaken" -> new Move.NotTaken(at);
            case "resubmitting" -> new Move.Resubmitting(at);
            case "submitted" ->
                new Move.Submitted(at, task(json, plan), json.required("reused").booleanValue());
            case "running" -> new Move.Running(at);
            case "completed" -> new Move.Completed(at, Json.decimal(json, INFERENCE_SECONDS));
            case "forgotten" -> new Move.Forgotten(at);
            case "canceling" ->
                new Move.Canceling(at, Json.constant(json, "cause", CancelCause.class), Json.text(json, "reason"));
            case "cancelAnswered" -> new Move.CancelAnswered(at, Json.text(json, "answer"));
            default -> {
                PlannedImage image = plan.images().get(image(json));
                yield new Move.Ended(
                        at,
                        OutcomeFormat.read(word, json, image),
                        json.required(JOB_LEFT).booleanValue());
            }
        };
    }

    /** The addresses are checked as those of an answer are: a file can be tampered with, too. */
    private static QueuedTask task(JsonNode json, GenerationPlan plan) {
        return QueuedTask.of(
                plan.endpoint(),
                Json.text(json, REQUEST_ID),
                URI.create(Json.text(json, "statusUrl")),
                URI.create(Json.text(json, "responseUrl")),
                URI.create(Json.text(json, "cancelUrl")));
    }
}
