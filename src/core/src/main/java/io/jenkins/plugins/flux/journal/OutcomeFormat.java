package io.jenkins.plugins.flux.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.CancelReport;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.history.Timings;
import io.jenkins.plugins.flux.image.ImageFormat;
import io.jenkins.plugins.flux.image.ImageHeader;
import io.jenkins.plugins.flux.queue.Json;
import java.util.ArrayList;
import java.util.List;

/** How an image ended, as JSON. */
final class OutcomeFormat {

    private static final String MESSAGE = "message";
    private static final String REQUEST_ID = "requestId";

    private OutcomeFormat() {}

    /** Adds the fields of an outcome and returns the word for it. */
    static String write(ImageOutcome outcome, ObjectNode json) {
        if (outcome instanceof ImageOutcome.Stored stored) {
            ArrayNode files = json.putArray("files");
            stored.images().forEach(image -> files.add(write(image)));
            return "stored";
        } else if (outcome instanceof ImageOutcome.Failed failed) {
            json.put(MESSAGE, failed.message());
            failed.requestId().ifPresent(id -> json.put(REQUEST_ID, id));
            json.put("paid", failed.paid());
            json.put("retrievable", failed.retrievable());
            return "failed";
        } else if (outcome instanceof ImageOutcome.Canceled canceled) {
            json.put("cause", canceled.cause().name());
            canceled.requestId().ifPresent(id -> json.put(REQUEST_ID, id));
            json.put("result", canceled.report().result().name());
            json.put(MESSAGE, canceled.report().message());
            return "canceled";
        }
        ImageOutcome.Unknown unknown = (ImageOutcome.Unknown) outcome;
        json.put("sent", unknown.submittedAt().toString());
        json.put(MESSAGE, unknown.message());
        return "unknown";
    }

    static ImageOutcome read(String word, Fields line, PlannedImage image) {
        return switch (word) {
            case "stored" -> new ImageOutcome.Stored(image, files(line, image));
            case "failed" ->
                new ImageOutcome.Failed(
                        image,
                        line.text(MESSAGE),
                        line.optionalText(REQUEST_ID),
                        line.truth("paid"),
                        line.truth("retrievable"));
            case "canceled" ->
                new ImageOutcome.Canceled(
                        image,
                        line.constant("cause", CancelCause.class),
                        line.optionalText(REQUEST_ID),
                        new CancelReport(line.constant("result", CancelReport.Result.class), line.text(MESSAGE)));
            case "unknown" -> new ImageOutcome.Unknown(image, line.instant("sent"), line.text(MESSAGE));
            default -> throw new IllegalArgumentException("unknown outcome '" + word + "'");
        };
    }

    private static ObjectNode write(GeneratedImage image) {
        ObjectNode json = Json.object();
        json.put("name", image.name());
        json.put(REQUEST_ID, image.requestId());
        json.put("format", image.header().format().name());
        json.put("width", image.header().width());
        json.put("height", image.header().height());
        json.put("bytes", image.bytes());
        json.put("sha256", image.sha256());
        image.seed().ifPresent(seed -> json.put("seed", seed));
        image.inferenceSeconds().ifPresent(seconds -> json.put("inferenceSeconds", seconds));
        json.put("submitted", image.timings().submitted().toString());
        image.timings().running().ifPresent(at -> json.put("running", at.toString()));
        json.put("completed", image.timings().completed().toString());
        json.put("stored", image.timings().stored().toString());
        json.put("reused", image.reused());
        json.put("resubmitted", image.resubmitted());
        return json;
    }

    private static List<GeneratedImage> files(Fields line, PlannedImage image) {
        List<GeneratedImage> read = new ArrayList<>();
        line.required("files").forEach(json -> read.add(file(new Fields(json), image)));
        return read;
    }

    private static GeneratedImage file(Fields file, PlannedImage image) {
        return new GeneratedImage(
                file.text("name"),
                image,
                file.text(REQUEST_ID),
                new ImageHeader(
                        file.constant("format", ImageFormat.class), file.number("width"), file.number("height")),
                file.required("bytes").longValue(),
                file.text("sha256"),
                file.integer("seed"),
                file.decimal("inferenceSeconds"),
                new Timings(
                        file.instant("submitted"),
                        file.optionalInstant("running"),
                        file.instant("completed"),
                        file.instant("stored")),
                file.truth("reused"),
                file.truth("resubmitted"));
    }
}
