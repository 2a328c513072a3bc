package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.Operation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path of the API means.
 *
 * @param operation of the call
 * @param method the only allowed method
 * @param model the model id; empty if the path has none
 * @param requestId the job; empty if the path has none
 */
record Route(Operation operation, String method, String model, String requestId) {
    /** The path of the base URL, between origin and version. */
    static final String BASE_PATH = "/model";

    private static final Pattern QUEUE = Pattern.compile(
            BASE_PATH + "/v1/queue/(?<model>[^/]+)(?:/requests/(?<id>[^/]+)/(?<action>status|response|cancel))?");
    private static final List<String> MODELS = List.of("/v1/models", BASE_PATH + "/v1/models");

    static Optional<Route> of(String path) {
        if (MODELS.contains(path)) {
            return Optional.of(new Route(Operation.MODELS, "GET", "", ""));
        }
        Matcher matcher = QUEUE.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String model = matcher.group("model");
        String action = matcher.group("action");
        if (action == null) {
            return Optional.of(new Route(Operation.SUBMIT, "POST", model, ""));
        }
        return Optional.of(
                switch (action) {
                    case "status" -> new Route(Operation.STATUS, "GET", model, matcher.group("id"));
                    case "response" -> new Route(Operation.RESULT, "GET", model, matcher.group("id"));
                    default -> new Route(Operation.CANCEL, "PUT", model, matcher.group("id"));
                });
    }
}
