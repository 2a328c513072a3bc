package io.jenkins.plugins.flux.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.ImagePromptFile;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as JSON. Image prompts are left out: they are large, and only needed for what has not been submitted. */
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

    static BatchPlan read(JsonNode json) {
        List<PlannedImage> images = new ArrayList<>();
        for (JsonNode image : json.required("images")) {
            images.add(readImage(image));
        }
        return new BatchPlan(
                // Journals of earlier releases have it among the labels alone.
                json.path(ENDPOINT).asText(),
                QueueEndpoint.of(Json.text(json, "baseUrl"), Json.text(json, "model")),
                json.required("maxConcurrent").intValue(),
                images,
                new Deadlines(
                        seconds(json, "queueTimeoutSeconds"),
                        seconds(json, "runTimeoutSeconds"),
                        seconds(json, "deliveryTimeoutSeconds"),
                        Optional.ofNullable(json.get("timeoutSeconds"))
                                .map(total -> Duration.ofSeconds(total.longValue()))),
                json.required("failFast").booleanValue(),
                json.required("keepOnAbort").booleanValue(),
                json.required("resubmitLost").booleanValue());
    }

    private static ObjectNode write(PlannedImage image) {
        ImageRequest request = image.request();
        ObjectNode json = Json.object();
        json.put("name", image.name());
        json.put("prompt", request.prompt());
        image.imagePromptFile().ifPresent(file -> {
            json.put(IMAGE_PROMPT, file.path());
            json.put(IMAGE_PROMPT_SHA256, file.sha256());
        });
        json.put("width", request.width());
        json.put("height", request.height());
        json.put("promptUpsampling", request.promptUpsampling());
        request.seed().ifPresent(seed -> json.put("seed", seed));
        json.put(SEED_DRAWN, image.seedDrawn());
        if (image.nameDrawn()) {
            json.put(NAME_DRAWN, true);
        }
        json.put("safetyTolerance", request.safetyTolerance());
        json.put("outputFormat", request.outputFormat().wireName());
        return json;
    }

    private static PlannedImage readImage(JsonNode json) {
        ImageRequest.Builder request = ImageRequest.builder()
                .prompt(Json.text(json, "prompt"))
                .width(json.required("width").intValue())
                .height(json.required("height").intValue())
                .promptUpsampling(json.required("promptUpsampling").booleanValue())
                .safetyTolerance(json.required("safetyTolerance").intValue())
                .outputFormat(Json.text(json, "outputFormat"));
        Json.integer(json, "seed").ifPresent(request::seed);
        return new PlannedImage(
                Json.text(json, "name"),
                request.build(),
                Json.optionalText(json, IMAGE_PROMPT)
                        .map(path -> new ImagePromptFile(path, Json.text(json, IMAGE_PROMPT_SHA256))),
                json.required(SEED_DRAWN).booleanValue(),
                json.path(NAME_DRAWN).booleanValue());
    }

    private static Duration seconds(JsonNode json, String name) {
        return Duration.ofSeconds(json.required(name).longValue());
    }
}
