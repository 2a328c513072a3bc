package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.http.SafeText;
import io.jenkins.plugins.flux.queue.QueueException.Kind;
import java.time.Duration;

/** Messages for people: what happened, in the service's words if there are any, and what to do. */
final class FailureMessages {
    private final QueueEndpoint endpoint;

    FailureMessages(QueueEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    String refusal(Kind kind, Call call, String requestId, Answer answer) {
        String said = said(answer);
        return switch (kind) {
            case UNAUTHORIZED -> unauthorized(answer.status(), said);
            case REJECTED -> "the service refused the request" + said + "; correct the parameters";
            case CONTENT_BLOCKED, INFERENCE_FAILED, TIMED_OUT, CANCELED -> outcome(kind) + said + advice(kind);
            case RATE_LIMITED -> "too many calls for this key" + said + again(answer);
            case UNAVAILABLE -> "the service is not available" + said + again(answer);
            case NOT_FOUND -> notFound(call, requestId, said);
            case LOST_SUBMIT -> lostSubmit(unclear(answer, said));
            case PROTOCOL -> unexpected(answer, said);
        };
    }

    String lostSubmit(String why) {
        return "the answer to the submit was lost: " + why
                + "; a job may exist and be billed, so check the account before submitting again";
    }

    String unreadable(Answer answer, String found) {
        String advice = answer.json().isPresent()
                ? "; this is not part of the protocol; see the raw answer"
                : "; check that the base URL " + endpoint.baseUrl() + " is that of the queue API";
        return "the service answered with status " + answer.status() + " and " + found + advice;
    }

    String jobFailure(Kind kind, String type, JsonNode body) {
        String words = AnswerText.explanation(body);
        String quoted = words.isEmpty() || words.equals(type) ? "" : ": \"" + words + "\"";
        String name = type.isEmpty() ? "" : " (" + AnswerText.quotable(type) + ")";
        return outcome(kind) + name + quoted + advice(kind);
    }

    private String unauthorized(int status, String said) {
        return switch (status) {
            case 401 -> "the service does not accept the API key" + said + "; check the credential";
            default ->
                "the API key may not be used for model " + endpoint.model() + said
                        + "; check the credential, the models it is allowed and the balance of the account";
        };
    }

    private String notFound(Call call, String requestId, String said) {
        return switch (call) {
            case SUBMIT ->
                "there is no model " + endpoint.model() + " at " + endpoint.baseUrl() + said
                        + "; check the endpoint's model and base URL";
            case CHECK_KEY ->
                "there is no list of models at " + SafeText.address(endpoint.modelsUrl()) + said
                        + "; the key cannot be checked there";
            default ->
                "the service does not know the request " + requestId + said
                        + "; it has expired, or it belongs to another key";
        };
    }

    private String unexpected(Answer answer, String said) {
        return answer.location()
                .map(location -> "the service redirects to " + redirectTarget(location) + said
                        + ", where the key is not sent; if that is the right address, set it as the base URL")
                .orElseGet(() -> "the service gave an answer that is not part of the protocol" + said
                        + "; check the base URL " + endpoint.baseUrl());
    }

    /** Why an answer to a submit does not tell whether the job was accepted. */
    private String unclear(Answer answer, String said) {
        if (answer.location().isPresent()) {
            return unexpected(answer, said);
        }
        return answer.status() >= 500 || FailureMapping.isServicesOwn(answer)
                ? "the service failed" + said
                : "an answer came that is not the service's own" + said + "; check the base URL " + endpoint.baseUrl()
                        + " and the proxy";
    }

    private String redirectTarget(String location) {
        try {
            return SafeText.address(endpoint.baseUrl().resolve(location));
        } catch (IllegalArgumentException e) {
            return "an unreadable address";
        }
    }

    private static String outcome(Kind kind) {
        return switch (kind) {
            case CONTENT_BLOCKED -> "the content filter blocked the request";
            case REJECTED -> "the service refused the request";
            case TIMED_OUT -> "the model took longer than the service allows";
            case CANCELED -> "the request was canceled";
            default -> "the generation failed at the service";
        };
    }

    private static String advice(Kind kind) {
        return switch (kind) {
            case CONTENT_BLOCKED -> "; change the prompt, or allow more with safetyTolerance";
            case REJECTED -> "; correct the parameters";
            case CANCELED -> "";
            default -> "; it may succeed when submitted again";
        };
    }

    private static String said(Answer answer) {
        String words = answer.json()
                .map(AnswerText::explanation)
                .map(explanation -> explanation.isEmpty() ? "" : ", \"" + explanation + "\"")
                .orElseGet(() -> " with " + AnswerText.describe(answer));
        return " (status " + answer.status() + words + ")";
    }

    private static String again(Answer answer) {
        return answer.retryAfter()
                .map(wait -> "; it asks to wait " + seconds(wait))
                .orElse("; try again later");
    }

    private static String seconds(Duration wait) {
        return wait.toSeconds() + " s";
    }
}
