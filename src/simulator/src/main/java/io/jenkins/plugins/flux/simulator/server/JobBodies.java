package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.simulator.JobEffect;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.job.Job;
import io.jenkins.plugins.flux.simulator.job.JobStatus;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The bodies about a job: the answer to a submit, and the status. */
final class JobBodies {
    private static final int MILLISECONDS = 3;

    private final URI imageHost;

    JobBodies(URI imageHost) {
        this.imageHost = imageHost;
    }

    /** The five fields of the answer to a submit; the service always reports position 0 there. */
    ObjectNode created(Job job, String origin) {
        return Json.object()
                .put("request_id", job.requestId())
                .put("response_url", link(job, origin, Operation.RESULT, "response"))
                .put("status_url", link(job, origin, Operation.STATUS, "status"))
                .put("cancel_url", link(job, origin, Operation.CANCEL, "cancel"))
                .put("queue_position", 0);
    }

    ObjectNode status(Job job, JobStatus status, String origin) {
        ObjectNode body = Json.object()
                .put("status", status.state().wireStatus())
                .put("request_id", job.requestId())
                .put("response_url", link(job, origin, Operation.RESULT, "response"));
        if (status.state() == JobState.QUEUED) {
            body.put("queue_position", status.position());
        }
        if (status.succeeded()) {
            BigDecimal seconds = BigDecimal.valueOf(status.runTime().toMillis(), MILLISECONDS);
            body.putObject("metrics").put("inference_time", seconds);
            addErrorField(job, body);
        }
        status.error()
                .ifPresent(error -> body.put("error", status.errorMessage()).put("error_type", error.name()));
        return body;
    }

    static void addErrorField(Job job, ObjectNode body) {
        job.effects()
                .find(JobEffect.ErrorField.class)
                .flatMap(field -> Json.read(field.json().getBytes(StandardCharsets.UTF_8)))
                .ifPresent(error -> body.set("error", error));
    }

    private String link(Job job, String origin, Operation operation, String action) {
        boolean foreign = job.effects()
                .find(JobEffect.ForeignLinks.class)
                .filter(effect -> effect.links().contains(operation))
                .isPresent();
        return (foreign ? imageHost : origin) + Route.BASE_PATH + "/v1/queue/" + job.model() + "/requests/"
                + job.requestId() + "/" + action;
    }
}
