package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Faults;
import io.jenkins.plugins.flux.simulator.HostRole;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets other processes read the record, add faults and reset the simulator: {@code /simulator/record}, {@code faults},
 * {@code reset}.
 */
final class ControlHandler implements HttpHandler {
    /** Path prefix of calls to the simulator itself. */
    static final String PATH = "/simulator";

    private static final int MOST_REQUEST_BYTES = 1024 * 1024;

    private final SimulatorRecord record;
    private final Faults faults;
    private final Runnable reset;
    private final Sender sender;

    ControlHandler(SimulatorRecord record, Faults faults, Runnable reset, Sender sender) {
        this.record = record;
        this.faults = faults;
        this.reset = reset;
        this.sender = sender;
    }

    @Override
    public void handle(HttpExchange http) {
        OpenAnswer open = new OpenAnswer(http, () -> {});
        open.attempt(() -> sender.send(open, reply(Call.read(HostRole.API, http, MOST_REQUEST_BYTES))));
    }

    private Reply reply(Call call) {
        return switch (call.method() + " " + call.path().substring(PATH.length())) {
            case "GET /record" -> Reply.json(200, RecordJson.of(record));
            case "POST /reset" -> {
                reset.run();
                yield Reply.json(200, Json.object().put("reset", true));
            }
            case "POST /faults" -> addFaults(call);
            case "DELETE /faults" -> {
                faults.clear();
                yield Reply.json(200, Json.object().put("cleared", true));
            }
            default ->
                ErrorReplies.detail(
                        404,
                        "There are GET /simulator/record, POST /simulator/reset, POST and DELETE /simulator/faults");
        };
    }

    private Reply addFaults(Call call) {
        try {
            JsonNode body = call.json().orElseThrow(() -> new IllegalArgumentException("the body is not valid JSON"));
            Fault[] added = Fault.parse(text(body.path("faults"))).toArray(Fault[]::new);
            JsonNode prompt = body.path("whenPrompt");
            if (prompt.isTextual()) {
                faults.whenPrompt(prompt.asText(), added);
            } else {
                faults.add(added);
            }
            return Reply.json(200, Json.object().put("added", added.length));
        } catch (IllegalArgumentException e) {
            return ErrorReplies.detail(400, e.getMessage());
        }
    }

    /** Faults are one text or an array of texts. */
    private static String text(JsonNode faults) {
        List<String> texts = new ArrayList<>();
        Iterable<JsonNode> elements = faults.isArray() ? faults : List.of(faults);
        for (JsonNode element : elements) {
            if (!element.isTextual()) {
                throw new IllegalArgumentException("\"faults\" must be a string or an array of strings");
            }
            texts.add(element.asText());
        }
        return String.join(" ", texts);
    }
}
