package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.simulator.ApiKey;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.job.CancelAnswer;
import io.jenkins.plugins.flux.simulator.job.Job;
import io.jenkins.plugins.flux.simulator.job.JobQueue;
import io.jenkins.plugins.flux.simulator.job.JobStatus;
import io.jenkins.plugins.flux.simulator.job.JobTable;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The queue API: checks path, method and key, and answers everything except submits. */
final class QueueService implements Host {
    private final KeyCheck keys;
    private final Set<String> models;
    private final JobTable table;
    private final JobQueue queue;
    private final Submission submission;
    private final Images images;
    private final JobBodies bodies;

    QueueService(
            KeyCheck keys, Set<String> models, JobTable table, JobQueue queue, Submission submission, Images images) {
        this.keys = keys;
        this.models = models;
        this.table = table;
        this.queue = queue;
        this.submission = submission;
        this.images = images;
        this.bodies = new JobBodies(images.host());
    }

    @Override
    public Target target(Call call) {
        Route route = Route.of(call.path()).orElse(null);
        if (route == null || !route.method().equals(call.method())) {
            return Target.other();
        }
        return route.operation() == Operation.SUBMIT
                ? submission.target(call)
                : Target.about(route.operation(), table.find(route.requestId()));
    }

    @Override
    public Answer answer(Call call, Target target) {
        Route route = Route.of(call.path()).orElse(null);
        if (route == null) {
            return Answer.of(ErrorReplies.detail(404, "Not Found"));
        }
        if (!route.method().equals(call.method())) {
            return Answer.of(ErrorReplies.detail(405, "Method Not Allowed").with("Allow", route.method()));
        }
        Optional<Reply> refusal = keys.refusal(call);
        if (refusal.isPresent()) {
            return Answer.of(refusal.get());
        }
        ApiKey key = keys.key(call).orElseThrow();
        return switch (route.operation()) {
            case SUBMIT -> submit(call, route.model(), key);
            case MODELS -> Answer.of(Reply.json(200, modelList(key)));
            default -> aboutJob(call, route, target.job().filter(job -> isVisible(job, route, key)));
        };
    }

    @Override
    public URI otherHost() {
        return images.host();
    }

    private Answer submit(Call call, String model, ApiKey key) {
        if (!models.contains(model)) {
            return Answer.of(ErrorReplies.detail(404, "App not found: " + model));
        }
        return keys.submitRefusal(key, model).map(Answer::of).orElseGet(() -> submission.answer(call, model, key));
    }

    private Answer aboutJob(Call call, Route route, Optional<Job> job) {
        return switch (route.operation()) {
            case STATUS ->
                job.map(found -> Answer.of(Reply.json(200, status(call, found))))
                        .orElseGet(() -> Answer.of(ErrorReplies.requestNotFound()));
            case RESULT ->
                job.map(found -> Answer.of(result(call, found)))
                        .orElseGet(() -> Answer.of(ErrorReplies.requestNotFound()));
            default -> cancel(job);
        };
    }

    private ObjectNode status(Call call, Job job) {
        return bodies.status(job, queue.status(job), call.origin());
    }

    private Reply result(Call call, Job job) {
        JobStatus status = queue.status(job);
        if (status.succeeded()) {
            return Reply.json(200, new ResultBody(job, images).toJson());
        }
        int code = status.state().isTerminal() ? 400 : 202;
        return Reply.json(code, bodies.status(job, status, call.origin()));
    }

    private Answer cancel(Optional<Job> job) {
        CancelAnswer decision = job.map(queue::cancel).orElse(CancelAnswer.NOT_FOUND);
        return Answer.cancel(ErrorReplies.cancel(decision), decision);
    }

    /** For a caller, jobs of other keys do not exist. */
    private static boolean isVisible(Job job, Route route, ApiKey key) {
        return job.keyName().equals(key.name()) && job.model().equals(route.model());
    }

    private ObjectNode modelList(ApiKey key) {
        ObjectNode body = Json.object().put("object", "list");
        ArrayNode list = body.putArray("data");
        models.stream()
                .filter(key::allows)
                .sorted()
                .forEach(model -> list.addObject().put("id", model).put("object", "model"));
        return body;
    }
}
