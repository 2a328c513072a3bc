package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.simulator.Exchange;
import io.jenkins.plugins.flux.simulator.JobParameters;
import io.jenkins.plugins.flux.simulator.JobRecord;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The record as JSON for other processes; field names as in the Java record. */
final class RecordJson {
    private RecordJson() {}

    static ObjectNode of(SimulatorRecord record) {
        ObjectNode json = Json.object()
                .put("submittedCount", record.submittedCount())
                .put("canceledCount", record.canceledCount())
                .put("cancelsReceived", record.cancelsReceived())
                .put("jobsLeftRunning", record.jobsLeftRunning())
                .put("maxConcurrentJobs", record.maxConcurrentJobs())
                .put("maxUnfinishedJobs", record.maxUnfinishedJobs())
                .put("maxConcurrentCalls", record.maxConcurrentCalls())
                .put("keySeenAtImageHost", record.keySeenAtImageHost());
        ArrayNode jobs = json.putArray("jobs");
        record.jobs().forEach(job -> jobs.add(job(job)));
        ArrayNode exchanges = json.putArray("exchanges");
        record.exchanges().forEach(exchange -> exchanges.add(exchange(exchange)));
        return json;
    }

    private static ObjectNode job(JobRecord job) {
        ObjectNode json = Json.object()
                .put("requestId", job.requestId())
                .put("model", job.model())
                .put("keyName", job.keyName())
                .put("state", job.state().name())
                .put("error", job.error().map(Enum::name).orElse(null))
                .put("submittedAt", job.submittedAt().toString())
                .put("polls", job.polls());
        json.set("parameters", parameters(job.parameters()));
        ArrayNode changes = json.putArray("changes");
        job.changes()
                .forEach(change -> changes.addObject()
                        .put("state", change.state().name())
                        .put("at", change.at().toString()));
        ArrayNode cancels = json.putArray("cancels");
        job.cancels()
                .forEach(cancel -> cancels.addObject()
                        .put("at", cancel.at().toString())
                        .put("status", cancel.status())
                        .put("answer", cancel.answer()));
        putTimes(json.putArray("resultFetches"), job.resultFetches());
        putTimes(json.putArray("imageDownloads"), job.imageDownloads());
        return json;
    }

    private static ObjectNode parameters(JobParameters parameters) {
        return Json.object()
                .put("prompt", parameters.prompt())
                .put("width", parameters.width())
                .put("height", parameters.height())
                .put("promptUpsampling", parameters.promptUpsampling())
                .put("seed", parameters.seed())
                .put("seedGiven", parameters.seedGiven())
                .put("safetyTolerance", parameters.safetyTolerance())
                .put("outputFormat", parameters.outputFormat())
                .put("imagePromptSha256", parameters.imagePromptSha256().orElse(null));
    }

    private static ObjectNode exchange(Exchange exchange) {
        ObjectNode json = Json.object()
                .put("number", exchange.number())
                .put("time", exchange.time().toString())
                .put("host", exchange.host().name())
                .put("method", exchange.method())
                .put("path", exchange.path())
                .put("operation", exchange.operation().name())
                .put("requestId", exchange.requestId().orElse(null))
                .put("status", exchange.status())
                .put("keyName", exchange.keyName().orElse(null))
                .put("body", exchange.body());
        ObjectNode headers = json.putObject("headers");
        for (Map.Entry<String, List<String>> header : exchange.headers().entrySet()) {
            ArrayNode values = headers.putArray(header.getKey());
            header.getValue().forEach(values::add);
        }
        ArrayNode effects = json.putArray("effects");
        exchange.effects().forEach(effect -> effects.add(effect.toString()));
        return json;
    }

    private static void putTimes(ArrayNode array, List<Instant> times) {
        times.forEach(time -> array.add(time.toString()));
    }
}
