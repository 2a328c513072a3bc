package io.jenkins.plugins.flux.queue;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.http.ExchangeException;
import io.jenkins.plugins.flux.queue.QueueException.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Maps every status and every documented error body to a kind of failure; the only place that does.
 *
 * <p>The body decides before the status does, because gateways and queue use statuses differently. Submits are special:
 * an answer that is not certainly the service's own may come from something in between, after the service accepted the
 * job. Then the failure is LOST_SUBMIT, whatever the status.
 */
final class FailureMapping {
    /** {@code error.code} of the gateway. Each means that the request was not accepted. */
    private static final Map<String, Kind> GATEWAY_CODES = Map.ofEntries(
            entry("UNAUTHORIZED", Kind.UNAUTHORIZED),
            entry("FORBIDDEN", Kind.UNAUTHORIZED),
            entry("INSUFFICIENT_BALANCE", Kind.UNAUTHORIZED),
            entry("RATE_LIMIT_EXCEEDED", Kind.RATE_LIMITED));

    /** Beginnings of {@code detail} of the queue. */
    private static final Map<String, Kind> DETAILS = Map.ofEntries(
            entry("App not found", Kind.NOT_FOUND),
            entry("Request not found", Kind.NOT_FOUND),
            entry("Model not allowed for this user", Kind.UNAUTHORIZED),
            entry("webhook not supported", Kind.REJECTED),
            entry("Runtime execution failed", Kind.INFERENCE_FAILED));

    /** {@code error_type} of a job that ended without a result. */
    private static final Map<String, Kind> ERROR_TYPES = Map.ofEntries(
            entry("INFERENCE_FAILURE", Kind.INFERENCE_FAILED),
            entry("INFERENCE_TIMEOUT", Kind.TIMED_OUT),
            entry("REQUEST_INVALID", Kind.REJECTED),
            entry("CONTENT_BLOCKED", Kind.CONTENT_BLOCKED),
            entry("CANCELED", Kind.CANCELED),
            entry("INTERNAL_SERVER_ERROR", Kind.INFERENCE_FAILED));

    private final FailureMessages messages;

    FailureMapping(QueueEndpoint endpoint) {
        this.messages = new FailureMessages(endpoint);
    }

    /**
     * An exchange without an answer. Java quotes malformed answers in its exceptions, so the key may be in there too.
     */
    QueueException lostExchange(Call call, String requestId, ExchangeException failure, ApiKey key) {
        Kind kind = switch (failure.kind()) {
            case NOT_SENT -> Kind.UNAVAILABLE;
            case PROXY_AUTHENTICATION -> call == Call.SUBMIT && failure.sent() ? Kind.LOST_SUBMIT : Kind.UNAUTHORIZED;
            case LOST, TIMED_OUT, TOO_LARGE -> brokenAnswer(call, failure);
        };
        String reason = key.redact(failure.getMessage());
        String message = kind == Kind.LOST_SUBMIT ? messages.lostSubmit(reason) : reason;
        return QueueException.because(kind, message)
                .httpStatus(failure.status())
                .requestId(requestId)
                .cause(key.isIn(failure) ? null : failure)
                .build();
    }

    /** An answer that is not a success. */
    QueueException refusal(Call call, String requestId, Answer answer) {
        Kind kind = switch (call) {
            case SUBMIT -> kindOfSubmit(answer);
            case RESULT -> kindOfResult(answer);
            default -> kindOf(answer);
        };
        return QueueException.because(kind, messages.refusal(kind, call, requestId, answer))
                .answer(answer)
                .requestId(requestId)
                .build();
    }

    /** A success whose body is not what the protocol promises; it may still be a refusal. */
    QueueException unreadable(Call call, String requestId, Answer answer, String found) {
        if (kindOfBody(answer).isPresent()) {
            return refusal(call, requestId, answer);
        }
        Kind kind = call == Call.SUBMIT ? Kind.LOST_SUBMIT : Kind.PROTOCOL;
        String what = messages.unreadable(answer, found);
        return QueueException.because(kind, kind == Kind.LOST_SUBMIT ? messages.lostSubmit(what) : what)
                .answer(answer)
                .requestId(requestId)
                .build();
    }

    /** The failure of the job that the body of a status or result reports, if any. */
    Optional<JobStatus.Failed> jobFailure(JsonNode body) {
        String type = Json.text(body, "error_type").orElse("");
        if (type.isEmpty() && !hasError(body)) {
            return Optional.empty();
        }
        Kind kind = ERROR_TYPES.getOrDefault(type, Kind.INFERENCE_FAILED);
        return Optional.of(
                new JobStatus.Failed(kind, AnswerText.quotable(type), messages.jobFailure(kind, type, body)));
    }

    private static boolean hasError(JsonNode body) {
        return Json.field(body, "error").filter(FailureMapping::saysSomething).isPresent();
    }

    /** Not null, false, 0, blank or empty: some services use one of these for "no error". */
    private static boolean saysSomething(JsonNode error) {
        if (error.isContainerNode()) {
            return StreamSupport.stream(error.spliterator(), false).anyMatch(FailureMapping::saysSomething);
        }
        return error.isTextual() ? !error.textValue().isBlank() : error.asBoolean();
    }

    private static Kind brokenAnswer(Call call, ExchangeException failure) {
        if (call == Call.SUBMIT) {
            return failure.sent() ? Kind.LOST_SUBMIT : Kind.UNAVAILABLE;
        }
        if (failure.status().isPresent() && failure.status().getAsInt() >= 300) {
            return kindOfStatus(failure.status().getAsInt());
        }
        return failure.kind() == ExchangeException.Kind.TOO_LARGE ? Kind.PROTOCOL : Kind.UNAVAILABLE;
    }

    /** Whether an answer has one of the documented forms of an error, which nothing in between would use. */
    static boolean isServicesOwn(Answer answer) {
        JsonNode body = answer.json().orElseGet(Json::object);
        Optional<String> code = Json.field(body, "error").flatMap(error -> Json.text(error, "code"));
        boolean isGateways = code.filter(GATEWAY_CODES::containsKey).isPresent()
                || code.isPresent() && Json.text(body, "request_id").isPresent();
        // Many gateways answer {"title", "status", "detail"}, as in RFC 9457.
        boolean isQueues = Json.field(body, "detail")
                        .filter(detail -> detail.isTextual() || detail.isArray())
                        .isPresent()
                && !body.has("title")
                && !body.has("status");
        return isGateways || isQueues || Json.text(body, "error_type").isPresent();
    }

    /** What an answer to a submit means. Only the service itself can say that the job was not accepted. */
    private static Kind kindOfSubmit(Answer answer) {
        if (!isServicesOwn(answer)) {
            return Kind.LOST_SUBMIT;
        }
        return switch (kindOf(answer)) {
            // Something ran, so a job may exist; or the status is about connections, not jobs.
            case INFERENCE_FAILED, TIMED_OUT, CANCELED, PROTOCOL -> Kind.LOST_SUBMIT;
            case UNAVAILABLE -> answer.status() == 503 ? Kind.UNAVAILABLE : Kind.LOST_SUBMIT;
            default -> kindOf(answer);
        };
    }

    /** If a result is gone, its image may be paid for again, so only the service itself may say so. */
    private static Kind kindOfResult(Answer answer) {
        Kind kind = kindOf(answer);
        return kind == Kind.NOT_FOUND && !isServicesOwn(answer) ? Kind.UNAVAILABLE : kind;
    }

    private static Kind kindOf(Answer answer) {
        return kindOfBody(answer).orElseGet(() -> kindOfStatus(answer.status()));
    }

    private static Optional<Kind> kindOfBody(Answer answer) {
        JsonNode body = answer.json().orElseGet(Json::object);
        return Json.field(body, "error")
                .flatMap(error -> Json.text(error, "code"))
                .map(GATEWAY_CODES::get)
                .or(() -> Json.text(body, "error_type").map(ERROR_TYPES::get))
                .or(() -> vagueKind(body).filter(vague -> isCertain(vague, answer)));
    }

    private static Optional<Kind> vagueKind(JsonNode body) {
        return Json.text(body, "detail")
                .flatMap(detail -> DETAILS.entrySet().stream()
                        .filter(known -> detail.startsWith(known.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .or(() -> Json.text(body, "error_type").map(unknown -> Kind.INFERENCE_FAILED));
    }

    /** Under 5xx, the call may have failed rather than the job; that is no reason to lose a paid job. */
    private static boolean isCertain(Kind vague, Answer answer) {
        return vague != Kind.INFERENCE_FAILED || answer.status() < 500;
    }

    private static Kind kindOfStatus(int status) {
        return switch (status) {
            case 401, 402, 403 -> Kind.UNAUTHORIZED;
            case 404, 410 -> Kind.NOT_FOUND;
            case 408, 425 -> Kind.UNAVAILABLE;
            case 429 -> Kind.RATE_LIMITED;
            default -> {
                if (status >= 500) {
                    yield Kind.UNAVAILABLE;
                }
                yield status >= 400 ? Kind.REJECTED : Kind.PROTOCOL;
            }
        };
    }
}
