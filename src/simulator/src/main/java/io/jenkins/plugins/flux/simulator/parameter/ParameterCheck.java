package io.jenkins.plugins.flux.simulator.parameter;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.simulator.JobParameters;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks the body of a submit against the parameter table of the model, and finds every parameter that breaks a rule.
 */
public final class ParameterCheck {
    private static final int SMALLEST_SIDE = 256;
    private static final int LARGEST_SIDE = 1440;
    private static final int SIDE_STEP = 32;
    private static final int DEFAULT_WIDTH = 1024;
    private static final int DEFAULT_HEIGHT = 768;
    private static final int MOST_TOLERANT = 6;
    private static final int DEFAULT_TOLERANCE = 2;
    private static final List<String> FORMATS = List.of("jpeg", "png");

    private final Supplier<BigInteger> seeds;

    /** Takes a seed from the supplier if the caller gives none. */
    public ParameterCheck(Supplier<BigInteger> seeds) {
        this.seeds = seeds;
    }

    /** The outcome of a check. */
    public sealed interface Outcome {}

    /** The request is accepted. */
    public record Accepted(JobParameters parameters) implements Outcome {}

    /** The request is refused. */
    public record Refused(List<Problem> problems) implements Outcome {}

    /** Checks a JSON object; fields that are not in the table are ignored. */
    public Outcome check(JsonNode body) {
        FieldReader fields = new FieldReader(body);
        String prompt = fields.requiredText("prompt");
        int width = side(fields, "width", DEFAULT_WIDTH);
        int height = side(fields, "height", DEFAULT_HEIGHT);
        boolean upsampling = fields.bool("prompt_upsampling", false);
        BigInteger seed = fields.optionalInteger("seed").orElse(null);
        int tolerance = fields.integer("safety_tolerance", DEFAULT_TOLERANCE, 0, MOST_TOLERANT);
        String format = fields.choice("output_format", FORMATS, FORMATS.get(0));
        var imagePrompt = fields.optionalText("image_prompt").flatMap(text -> ImagePrompt.read(text, fields));
        if (!fields.problems().isEmpty()) {
            return new Refused(fields.problems());
        }
        boolean seedGiven = seed != null;
        return new Accepted(new JobParameters(
                prompt,
                width,
                height,
                upsampling,
                seedGiven ? seed : seeds.get(),
                seedGiven,
                tolerance,
                format,
                imagePrompt));
    }

    private static int side(FieldReader fields, String name, int fallback) {
        int side = fields.integer(name, fallback, SMALLEST_SIDE, LARGEST_SIDE);
        if (!fields.hasProblem(name) && side % SIDE_STEP != 0) {
            fields.problem(name, "must be a multiple of " + SIDE_STEP, "multiple_of");
        }
        return side;
    }
}
