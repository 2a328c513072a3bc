package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Reads the answers to the calls. Ignores unknown fields; throws a QueueException if something is missing or malformed.
 */
final class AnswerReader {
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;
    /** A duration beyond this is nonsense, and printing it could fill the memory. */
    private static final int MAX_SCALE = 30;

    private final QueueEndpoint endpoint;
    private final FailureMapping failures;

    AnswerReader(QueueEndpoint endpoint, FailureMapping failures) {
        this.endpoint = endpoint;
        this.failures = failures;
    }

    QueuedJob job(Answer answer) {
        JsonNode body = body(Call.SUBMIT, null, answer);
        String id = Json.text(body, "request_id")
                .filter(RequestIds::isUsable)
                .orElseThrow(() -> failures.unreadable(Call.SUBMIT, null, answer, "no usable request_id"));
        try {
            return QueuedJob.of(
                    endpoint,
                    id,
                    address(body, "status_url", endpoint.statusUrl(id)),
                    address(body, "response_url", endpoint.responseUrl(id)),
                    address(body, "cancel_url", endpoint.cancelUrl(id)),
                    position(body));
        } catch (QueueException e) {
            throw QueueException.because(e.kind(), e.getMessage())
                    .answer(answer)
                    .requestId(id)
                    .build();
        }
    }

    JobStatus status(String requestId, Answer answer) {
        JsonNode body = body(Call.STATUS, requestId, answer);
        return switch (word(body)) {
            case "IN_QUEUE" -> new JobStatus.InQueue(position(body));
            case "IN_PROGRESS" -> new JobStatus.InProgress();
            case "COMPLETED" ->
                failures.jobFailure(body)
                        .<JobStatus>map(Function.identity())
                        .orElseGet(() -> new JobStatus.Completed(inferenceSeconds(body)));
            default ->
                throw failures.unreadable(
                        Call.STATUS, requestId, answer, "the status \"" + AnswerText.quotable(word(body)) + "\"");
        };
    }

    Optional<JobResult> result(String requestId, Answer answer) {
        if (answer.status() == ACCEPTED) {
            return Optional.empty();
        }
        JsonNode body = body(Call.RESULT, requestId, answer);
        failures.jobFailure(body).ifPresent(failure -> {
            throw QueueException.because(failure.kind(), failure.message())
                    .answer(answer)
                    .requestId(requestId)
                    .build();
        });
        Optional<JobResult> result = ResultReader.read(requestId, body, answer.text());
        boolean isUnfinished = word(body).equals("IN_QUEUE") || word(body).equals("IN_PROGRESS");
        if (result.isEmpty() && !isUnfinished) {
            throw failures.unreadable(Call.RESULT, requestId, answer, "no image in any known place");
        }
        return result;
    }

    CancelAnswer cancel(String requestId, Answer answer) {
        String word = answer.json().map(AnswerReader::word).orElse("");
        if (word.equals("ALREADY_COMPLETED")) {
            return CancelAnswer.ALREADY_COMPLETED;
        }
        if (answer.status() == NOT_FOUND) {
            return CancelAnswer.NOT_FOUND;
        }
        if (!answer.text().isBlank() || !answer.isSuccess()) {
            body(Call.CANCEL, requestId, answer);
        }
        return CancelAnswer.REQUESTED;
    }

    Void models(Answer answer) {
        boolean isList = answer.isSuccess() && answer.text().stripLeading().startsWith("[");
        if (!isList) {
            body(Call.CHECK_KEY, null, answer);
        }
        return null;
    }

    /** Returns the body of a success. */
    private JsonNode body(Call call, String requestId, Answer answer) {
        if (!answer.isSuccess()) {
            throw failures.refusal(call, requestId, answer);
        }
        return answer.json()
                .orElseThrow(() -> failures.unreadable(call, requestId, answer, AnswerText.describe(answer)));
    }

    private URI address(JsonNode body, String field, URI usual) {
        Optional<String> named = Json.text(body, field);
        try {
            return named.map(text -> endpoint.submitUrl().resolve(text.strip())).orElse(usual);
        } catch (IllegalArgumentException e) {
            throw new QueueException(
                    QueueException.Kind.PROTOCOL,
                    "the service accepted the request and names an unreadable " + field + ": \""
                            + AnswerText.quotable(named.orElseThrow()) + "\"");
        }
    }

    private static String word(JsonNode body) {
        return Json.text(body, "status").orElse("").toUpperCase(Locale.ROOT);
    }

    private static OptionalInt position(JsonNode body) {
        JsonNode position = body.path("queue_position");
        return position.isIntegralNumber() && position.canConvertToInt() && position.intValue() >= 0
                ? OptionalInt.of(position.intValue())
                : OptionalInt.empty();
    }

    private static Optional<BigDecimal> inferenceSeconds(JsonNode body) {
        return Optional.of(body.path("metrics").path("inference_time"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .filter(seconds -> seconds.signum() >= 0
                        && seconds.precision() <= MAX_SCALE
                        && Math.abs((long) seconds.scale()) <= MAX_SCALE);
    }
}
