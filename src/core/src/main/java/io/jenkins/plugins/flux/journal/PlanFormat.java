package io.jenkins.plugins.flux.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.ImagePromptFile;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.Json;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.ParameterRules;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as JSON. Image prompts are left out: they are large, and only needed for images that have not been submitted.
 */
final class PlanFormat {

    private static final String ENDPOINT = "endpoint";
    private static final String IMAGE_PROMPT = "imagePrompt";
    private static final String IMAGE_PROMPT_SHA256 = "imagePromptSha256";
    private static final String SEED_DRAWN = "seedDrawn";
    private static final String NAME_DRAWN = "nameDrawn";

    private PlanFormat() {}

    static ObjectNode write(BatchPlan plan) {
        ObjectNode json = Json.object();
        json.put(ENDPOINT, plan.endpointName());
        json.put("baseUrl", plan.endpoint().baseUrl().toString());
        json.put("model", plan.endpoint().model());
        json.put("maxConcurrent", plan.maxConcurrent());
        Deadlines deadlines = plan.deadlines();
        json.put("queueTimeoutSeconds", deadlines.queue().toSeconds());
        json.put("runTimeoutSeconds", deadlines.run().toSeconds());
        json.put("deliveryTimeoutSeconds", deadlines.delivery().toSeconds());
        deadlines.total().ifPresent(total -> json.put("timeoutSeconds", total.toSeconds()));
        json.put("failFast", plan.failFast());
        json.put("keepOnAbort", plan.keepOnAbort());
        json.put("resubmitLost", plan.resubmitLost());
        ArrayNode images = json.putArray("images");
        plan.images().forEach(image -> images.add(write(image)));
        return json;
    }

    static BatchPlan read(Fields plan) {
        List<PlannedImage> images = new ArrayList<>();
        plan.required("images").forEach(json -> images.add(readImage(new Fields(json))));
        return new BatchPlan(
                // Journals of earlier releases have it only among the labels.
                plan.optionalText(ENDPOINT).orElse(""),
                QueueEndpoint.of(plan.text("baseUrl"), plan.text("model")),
                plan.number("maxConcurrent"),
                images,
                new Deadlines(
                        seconds(plan, "queueTimeoutSeconds"),
                        seconds(plan, "runTimeoutSeconds"),
                        seconds(plan, "deliveryTimeoutSeconds"),
                        plan.integer("timeoutSeconds").map(total -> Duration.ofSeconds(total.longValue()))),
                plan.truth("failFast"),
                plan.truth("keepOnAbort"),
                plan.truth("resubmitLost"));
    }

    /** Fields that belong to a parameter follow it. */
    private static ObjectNode write(PlannedImage image) {
        ObjectNode json = Json.object();
        json.put("name", image.name());
        for (Parameter<?> parameter : ParameterRules.ALL) {
            Object value = image.request().get(parameter);
            if (value != null) {
                json.set(parameter.name(), Json.tree(value));
            }
            if (parameter == ParameterRules.PROMPT) {
                image.imagePromptFile().ifPresent(file -> {
                    json.put(IMAGE_PROMPT, file.path());
                    json.put(IMAGE_PROMPT_SHA256, file.sha256());
                });
            } else if (parameter == ParameterRules.SEED) {
                json.put(SEED_DRAWN, image.seedDrawn());
                if (image.nameDrawn()) {
                    json.put(NAME_DRAWN, true);
                }
            }
        }
        return json;
    }

    /** A parameter that the journal's release did not know has its default. */
    private static PlannedImage readImage(Fields image) {
        Map<Parameter<?>, Object> written = new LinkedHashMap<>();
        for (Parameter<?> parameter : ParameterRules.ALL) {
            written.put(parameter, image.value(parameter.name()));
        }
        return new PlannedImage(
                image.text("name"),
                ImageRequest.of(written),
                image.optionalText(IMAGE_PROMPT)
                        .map(path -> new ImagePromptFile(path, image.text(IMAGE_PROMPT_SHA256))),
                image.truth(SEED_DRAWN),
                image.optionalTruth(NAME_DRAWN));
    }

    private static Duration seconds(Fields plan, String name) {
        return Duration.ofSeconds(plan.required(name).longValue());
    }
}
