package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.job.CancelAnswer;
import io.jenkins.plugins.flux.simulator.parameter.Problem;
import java.util.List;

/** The bodies of errors of the gateway, the queue and the image host. */
final class ErrorReplies {
    static final String RUNTIME_FAILED = "Runtime execution failed";
    private static final String REQUEST_NOT_FOUND = "Request not found";

    private ErrorReplies() {}

    static Reply gateway(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        body.put("request_id", Ids.request());
        return Reply.json(status, body);
    }

    static Reply detail(int status, String text) {
        return Reply.json(status, Json.object().put("detail", text));
    }

    static Reply requestNotFound() {
        return detail(404, REQUEST_NOT_FOUND);
    }

    static Reply cancel(CancelAnswer answer) {
        return Reply.json(answer.status(), Json.object().put("status", answer.name()));
    }

    static Reply problems(List<Problem> problems) {
        ObjectNode body = Json.object();
        ArrayNode details = body.putArray("detail");
        for (Problem problem : problems) {
            ObjectNode detail = details.addObject();
            ArrayNode place = detail.putArray("loc").add("body");
            if (!problem.field().isEmpty()) {
                place.add(problem.field());
            }
            detail.put("msg", problem.message()).put("type", problem.type());
        }
        return Reply.json(422, body);
    }

    /** The usual body of a status, from the part of the service that would send it. */
    static Reply usual(int status, Operation operation) {
        String message = message(status);
        if (operation == Operation.IMAGE) {
            return Reply.text(status, message);
        }
        return switch (status) {
            case 404 -> notFound(operation);
            case 422 -> problems(List.of(new Problem("prompt", "prompt was refused", "value_error")));
            case 500 -> detail(status, RUNTIME_FAILED);
            default -> gateway(status, code(status), message);
        };
    }

    static String message(int status) {
        return switch (status) {
            case 401 -> "Missing or invalid API key";
            case 403 -> "This API key may not do that";
            case 404 -> "Not found";
            case 410 -> "Gone";
            case 429 -> "Too many requests, slow down";
            case 500 -> RUNTIME_FAILED;
            case 502 -> "Bad gateway";
            case 503 -> "Service unavailable";
            case 504 -> "Gateway timeout";
            default -> "HTTP status " + status;
        };
    }

    static String code(int status) {
        return switch (status) {
            case 401 -> "UNAUTHORIZED";
            case 403 -> "FORBIDDEN";
            case 429 -> "RATE_LIMIT_EXCEEDED";
            case 502 -> "BAD_GATEWAY";
            case 503 -> "SERVICE_UNAVAILABLE";
            case 504 -> "GATEWAY_TIMEOUT";
            default -> status < 500 ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR";
        };
    }

    private static Reply notFound(Operation operation) {
        return switch (operation) {
            case SUBMIT -> detail(404, "App not found");
            case CANCEL -> cancel(CancelAnswer.NOT_FOUND);
            default -> requestNotFound();
        };
    }
}
