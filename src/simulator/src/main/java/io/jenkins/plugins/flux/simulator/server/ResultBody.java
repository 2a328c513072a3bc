package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flux.simulator.JobEffect;
import io.jenkins.plugins.flux.simulator.ResultShape;
import io.jenkins.plugins.flux.simulator.job.Job;
import java.net.URI;
import java.util.Base64;

/** The body of a result, in any of the shapes. */
final class ResultBody {
    private final Job job;
    private final Images images;

    ResultBody(Job job, Images images) {
        this.job = job;
        this.images = images;
    }

    ObjectNode toJson() {
        ResultShape shape = job.effects()
                .find(JobEffect.Shape.class)
                .map(JobEffect.Shape::shape)
                .orElse(ResultShape.OUTPUTS);
        ObjectNode body = Json.object().put("request_id", job.requestId());
        switch (shape) {
            case OUTPUTS -> outputs(body, "url", false);
            case DATA_URI -> outputs(body, "url", true);
            case CONTENT_DATA_URI -> outputs(body, "content", true);
            case IMAGES -> images(body);
            case OUTPUT_STRINGS -> each(body.putArray("output"), (array, index) -> array.add(url(index)));
            case OUTPUT_OBJECTS ->
                each(
                        body.putArray("output"),
                        (array, index) -> array.addObject().put("url", url(index)));
            case RESULT_SAMPLE ->
                body.putObject("result")
                        .put("sample", url(0))
                        .put("prompt", job.parameters().prompt())
                        .put("seed", job.parameters().seed());
            case DATA_URL ->
                each(body.putArray("data"), (array, index) -> array.addObject().put("url", url(index)));
            case DATA_BASE64 ->
                each(body.putArray("data"), (array, index) -> array.addObject().put("b64_json", base64(index)));
            case UNKNOWN -> body.putObject("picture").putObject("at").put("href", url(0));
        }
        JobBodies.addErrorField(job, body);
        return body;
    }

    private void outputs(ObjectNode body, String place, boolean inline) {
        each(body.putArray("outputs"), (array, index) -> {
            ObjectNode output = array.addObject().put("type", "image");
            output.put(place, inline ? dataUri(index) : url(index));
            output.put("content_type", contentType());
            output.put("file_name", ImageFiles.fileName(job, index));
            output.put("width", job.parameters().width());
            output.put("height", job.parameters().height());
            output.put("file_size", images.files().bytes(job, index).length);
        });
        body.putObject("metadata").put("seed", job.parameters().seed()).put("model", job.model());
    }

    private void images(ObjectNode body) {
        each(
                body.putArray("images"),
                (array, index) -> array.addObject()
                        .put("url", url(index))
                        .put("width", job.parameters().width())
                        .put("height", job.parameters().height())
                        .put("content_type", contentType()));
        body.put("seed", job.parameters().seed());
        body.put("prompt", job.parameters().prompt());
    }

    private String url(int index) {
        return job.effects()
                .find(JobEffect.ImageUrl.class)
                .map(JobEffect.ImageUrl::uri)
                .orElseGet(() -> URI.create(
                        images.host() + images.addresses().current(job, index).path()))
                .toString();
    }

    private String dataUri(int index) {
        return "data:" + contentType() + ";base64," + base64(index);
    }

    private String base64(int index) {
        return Base64.getEncoder().encodeToString(images.files().bytes(job, index));
    }

    private String contentType() {
        return ImageFiles.format(job).contentType();
    }

    private void each(ArrayNode array, OutputWriter writer) {
        for (int index = 0; index < job.outputs(); index++) {
            writer.write(array, index);
        }
    }

    private interface OutputWriter {
        void write(ArrayNode array, int index);
    }
}
