package io.jenkins.plugins.flux.plan;

import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.util.List;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The step's own parameters, one row each: name, rule, and default. Those of the service are in {@link ParameterRules};
 * {@link #OF_STEP} and {@link #OF_IMAGE} have all of them.
 */
@Restricted(NoExternalUse.class)
public final class StepRules {

    /** The default of {@code onFailure} and {@code onLostSubmit}. */
    public static final String FAIL = "fail";

    /** For {@code onFailure}. */
    public static final String UNSTABLE = "unstable";

    /** For {@code onLostSubmit}. */
    public static final String RESUBMIT = "resubmit";

    /** About a week in seconds: more is certainly a mistake. */
    private static final int MAX_COUNT = 604_800;

    /** A batch: each entry overrides the parameters of the step. {@code StepArguments} checks the entries. */
    public static final Parameter<Object> IMAGES =
            Parameter.optional("images", "a list of maps like [[prompt: '…'], …]", (row, written) -> written);

    /** Name of a configured endpoint; the default is the first one. */
    public static final Parameter<String> ENDPOINT =
            text("endpoint", "the name of an endpoint in the global configuration");

    /** The default is that of the endpoint. */
    public static final Parameter<String> CREDENTIALS_ID =
            text("credentialsId", "the id of a Secret text that the job may use");

    /** The path of an image that guides the generation. */
    public static final Parameter<String> IMAGE_PROMPT =
            Parameter.optional("imagePrompt", "a path inside the workspace", ImagePrompts::checkPath);

    /** The path of the image in the workspace and among the artifacts. {@link OutputPath} has the rest of its rule. */
    public static final Parameter<String> OUTPUT = text("output", "relative to the workspace, not absolute");

    /** Whether the images become artifacts of the build. */
    public static final Parameter<Boolean> ARCHIVE = ParameterRules.flag("archive", true);

    /** Limit for the whole step; without it, only the endpoint's limits apply. */
    public static final Parameter<Integer> TIMEOUT_SECONDS = count("timeoutSeconds");

    /** Whether the first failed image cancels the others. */
    public static final Parameter<Boolean> FAIL_FAST = ParameterRules.flag("failFast", true);

    /** How a missing image affects the build. */
    public static final Parameter<String> ON_FAILURE = choice("onFailure", FAIL, UNSTABLE);

    /** What to do if the answer to a submit was lost. */
    public static final Parameter<String> ON_LOST_SUBMIT = choice("onLostSubmit", FAIL, RESUBMIT);

    /** Whether images that were complete when an abort reached them are stored nevertheless. */
    public static final Parameter<Boolean> KEEP_ON_ABORT = ParameterRules.flag("keepOnAbort", false);

    /** All parameters of an entry of {@code images}, which a step has, too. */
    public static final List<Parameter<?>> OF_IMAGE = Stream.concat(
                    ParameterRules.ALL.stream(), Stream.of(IMAGE_PROMPT, OUTPUT))
            .toList();

    /** All parameters of a step. */
    public static final List<Parameter<?>> OF_STEP = Stream.concat(
                    OF_IMAGE.stream(),
                    Stream.of(
                            IMAGES,
                            ENDPOINT,
                            CREDENTIALS_ID,
                            ARCHIVE,
                            TIMEOUT_SECONDS,
                            FAIL_FAST,
                            ON_FAILURE,
                            ON_LOST_SUBMIT,
                            KEEP_ON_ABORT))
            .toList();

    private StepRules() {}

    /** A count, or a time in seconds. */
    public static Parameter<Integer> count(String name) {
        return Parameter.optional(name, "a whole number from 1 to " + MAX_COUNT, StepRules::number);
    }

    private static Parameter<String> text(String name, String rule) {
        return Parameter.optional(
                name, rule, (row, written) -> written.toString().trim());
    }

    /** One of two words; the first is the default. */
    public static Parameter<String> choice(String name, String usual, String other) {
        return Parameter.of(name, "'" + usual + "' or '" + other + "'", usual, (row, written) -> {
            String choice = written.toString().trim();
            if (!choice.equals(usual) && !choice.equals(other)) {
                throw row.refusal(choice);
            }
            return choice;
        });
    }

    private static Integer number(Parameter<Integer> row, Object written) {
        String text = written.toString().trim();
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_COUNT) {
            throw row.refusal(text);
        }
        return Integer.valueOf(text);
    }
}
