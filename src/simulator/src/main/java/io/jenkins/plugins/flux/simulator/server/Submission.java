package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.simulator.ApiKey;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobParameters;
import io.jenkins.plugins.flux.simulator.fault.FaultRegister;
import io.jenkins.plugins.flux.simulator.job.Job;
import io.jenkins.plugins.flux.simulator.job.JobQueue;
import io.jenkins.plugins.flux.simulator.job.Order;
import io.jenkins.plugins.flux.simulator.parameter.ParameterCheck;
import io.jenkins.plugins.flux.simulator.parameter.Problem;
import java.util.List;

/** Accepts jobs, or reports what is wrong with their parameters. */
final class Submission {
    private final ParameterCheck check;
    private final FaultRegister faults;
    private final JobQueue queue;
    private final JobBodies bodies;

    Submission(ParameterCheck check, FaultRegister faults, JobQueue queue, JobBodies bodies) {
        this.check = check;
        this.faults = faults;
        this.queue = queue;
        this.bodies = bodies;
    }

    /** Returns what a submit is about; an unreadable body has no prompt. */
    Target target(Call call) {
        String prompt = call.json().map(body -> body.path("prompt").asText("")).orElse("");
        try {
            return Target.submit(prompt, faults.directives().faultsIn(prompt));
        } catch (IllegalArgumentException e) {
            // The submit itself will be refused with this message.
            return Target.submit(prompt, List.of());
        }
    }

    Answer answer(Call call, String model, ApiKey key) {
        if (call.isTooLarge()) {
            return Answer.of(ErrorReplies.detail(413, "Request body is too large"));
        }
        if (call.json().isEmpty()) {
            return Answer.of(ErrorReplies.detail(400, "Request body is not valid JSON"));
        }
        JsonNode body = call.json().get();
        if (!body.isObject()) {
            return refused(List.of(new Problem("", "body must be a JSON object", "object_type")));
        }
        ParameterCheck.Outcome outcome = check.check(body);
        if (outcome instanceof ParameterCheck.Refused refused) {
            return refused(refused.problems());
        }
        return take(call, model, key, ((ParameterCheck.Accepted) outcome).parameters());
    }

    private Answer take(Call call, String model, ApiKey key, JobParameters parameters) {
        List<Fault> directive;
        try {
            directive = faults.directives().faultsIn(parameters.prompt());
        } catch (IllegalArgumentException e) {
            return refused(
                    List.of(new Problem("prompt", "prompt has a bad directive: " + e.getMessage(), "directive")));
        }
        String requestId = Ids.request();
        var effects = faults.onAccept(parameters.prompt(), directive, requestId);
        Job job = queue.submit(new Order(requestId, model, key.name(), parameters, effects));
        return Answer.created(Reply.json(200, bodies.created(job, call.origin())), job);
    }

    private static Answer refused(List<Problem> problems) {
        return Answer.of(ErrorReplies.problems(problems));
    }
}
