package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.FluxGenerateImage;
import io.jenkins.plugins.flux.FluxGenerateStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A build of a life.
 *
 * @param name of its project, which has no other build
 * @param prompts unique prompts of its images, after which the files are named
 * @param abort when it is aborted; empty for never
 */
record ScriptedBuild(
        String name,
        Kind kind,
        List<String> prompts,
        boolean failFast,
        boolean keepOnAbort,
        boolean resubmitLost,
        Optional<Abort> abort) {

    /**
     * When a build is aborted.
     *
     * @param onceSubmitted whether the time counts from when its console reports a submitted job, or from when it has
     *     begun
     */
    record Abort(boolean onceSubmitted, int millis) {

        /** In the console of a build that has submitted a job. */
        static final String SUBMITTED = "submitted, request id";
    }

    /** How it uses the step. */
    enum Kind {
        PIPELINE,
        PIPELINE_IN_NODE,
        PIPELINE_WITH_BRANCHES,
        FREESTYLE,
        PIPELINE_ON_AGENT;

        /** The kinds that the host can run. */
        static List<Kind> of(boolean hasAgent) {
            return Stream.of(values())
                    .filter(kind -> hasAgent || kind != PIPELINE_ON_AGENT)
                    .toList();
        }
    }

    /** The name of the agent. */
    static final String AGENT = "agent";

    private static final String EXTENSION = ".jpg";
    private static final int SIZE = 256;

    boolean isPipeline() {
        return kind != Kind.FREESTYLE;
    }

    static String fileOf(String prompt) {
        return prompt + EXTENSION;
    }

    /** What the script prints about an image that the step returned. */
    static String returned(String requestId) {
        return "returned " + requestId;
    }

    /** The script of the Pipeline. */
    String pipeline() {
        return switch (kind) {
            case PIPELINE -> generate(prompts);
            case PIPELINE_IN_NODE -> "node {\n" + generate(prompts) + "}\n";
            case PIPELINE_ON_AGENT -> "node('" + AGENT + "') {\n" + generate(prompts) + "}\n";
            case PIPELINE_WITH_BRANCHES ->
                "parallel("
                        + prompts.stream()
                                .map(prompt -> "'" + prompt + "': {\n" + generate(List.of(prompt)) + "}")
                                .collect(Collectors.joining(", "))
                        + ")\n";
            case FREESTYLE -> throw new IllegalStateException(name + " is no Pipeline");
        };
    }

    private String generate(List<String> some) {
        String images = some.stream()
                .map(prompt -> "[prompt: '%s', output: '%s']".formatted(prompt, fileOf(prompt)))
                .collect(Collectors.joining(", "));
        return """
                def images = fluxGenerate(width: %d, height: %d, images: [%s],
                    failFast: %s, keepOnAbort: %s, onLostSubmit: '%s')
                for (int i = 0; i < images.size(); i++) {
                    echo 'returned ' + images[i].requestId
                }
                """.formatted(SIZE, SIZE, images, failFast, keepOnAbort, onLostSubmit());
    }

    /** The build step of the freestyle project. */
    FluxGenerateStep buildStep() {
        FluxGenerateStep step = new FluxGenerateStep();
        step.setWidth(SIZE);
        step.setHeight(SIZE);
        step.setImages(prompts.stream()
                .map(prompt -> {
                    FluxGenerateImage image = new FluxGenerateImage();
                    image.setPrompt(prompt);
                    image.setOutput(fileOf(prompt));
                    return image;
                })
                .toList());
        step.setFailFast(failFast);
        step.setKeepOnAbort(keepOnAbort);
        step.setOnLostSubmit(onLostSubmit());
        return step;
    }

    private String onLostSubmit() {
        return resubmitLost ? "resubmit" : "fail";
    }
}
