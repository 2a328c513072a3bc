package io.jenkins.plugins.flux;

import flux.embedded.EmbeddedBuild;
import flux.embedded.EmbeddedJenkins;
import flux.embedded.Settings;
import hudson.FilePath;
import hudson.model.Run;
import hudson.tasks.Builder;
import io.jenkins.plugins.flux.record.ImageRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

final class EmbeddedBuildHost implements BuildHost {

    /** A step that takes longer to start or stop has done input or output there. */
    private static final Duration BLOCKING = Duration.ofMillis(500);

    private final Path home;
    private final EmbeddedJenkins jenkins;

    /** @param home a dedicated directory, removed at the end */
    EmbeddedBuildHost(Path home) {
        this.home = home;
        jenkins = EmbeddedJenkins.start(home, Settings.DEFAULT.withSlowCallLimit(BLOCKING));
    }

    EmbeddedJenkins jenkins() {
        return jenkins;
    }

    @Override
    public void addSecretText(String id, String secret) {
        jenkins.credentials().addSecretText(id, secret);
    }

    @Override
    public void addFolderSecretText(String folder, String id, String secret) {
        jenkins.credentials().addFolderSecretText(folder, id, secret);
    }

    @Override
    public void addUsernamePassword(String id) {
        jenkins.credentials().addUsernamePassword(id, "user", "password");
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public Map<String, String> answers(HostedBuild build) throws Exception {
        Map<String, String> answers = new TreeMap<>();
        for (WebMethod method : WebMethod.all(jenkins, build.run())) {
            answers.put(method.toString(), method.call(jenkins.web()));
        }
        GeneratedImagesAction action = build.run().getAction(GeneratedImagesAction.class);
        if (action != null) {
            answers.put("images", Shown.of(action.getImages()));
            answers.put("page", Shown.of(action.page(null).getImages()));
            answers.put("progress", Shown.of(action.getProgress()));
        }
        return answers;
    }

    @Override
    public FluxGenerateConfiguration configuration() {
        return jenkins.configuration(FluxGenerateConfiguration.class);
    }

    @Override
    public HostedBuild startPipeline(String job, String script) throws IOException {
        return new Hosted(jenkins.runPipeline(job, script));
    }

    @Override
    public HostedBuild startFreestyle(String job, FluxGenerateStep... parameters) throws IOException {
        return new Hosted(jenkins.runFreestyle(
                job, Stream.of(parameters).map(FluxGenerateBuilder::new).toArray(Builder[]::new)));
    }

    @Override
    public void close() {
        jenkins.close();
        try {
            new FilePath(home.toFile()).deleteRecursive();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Hosted(EmbeddedBuild build) implements HostedBuild {

        private static final Duration PATIENCE = Duration.ofSeconds(60);

        @Override
        public String await() throws InterruptedException {
            return build.await(PATIENCE).result().toString();
        }

        @Override
        public void awaitConsole(String text) throws InterruptedException {
            build.awaitConsole(text, PATIENCE);
        }

        @Override
        public void abort() {
            build.abort();
        }

        @Override
        public String console() {
            return build.console();
        }

        @Override
        public List<String> artifacts() {
            return build.artifacts().keySet().stream().sorted().toList();
        }

        @Override
        public byte[] artifact(String path) throws IOException {
            return Files.readAllBytes(build.artifacts().get(path));
        }

        @Override
        public Path workspace() {
            return build.workspace();
        }

        @Override
        public List<String> workspaceFiles() throws IOException {
            Path workspace = build.workspace();
            if (workspace == null || !Files.isDirectory(workspace)) {
                return List.of();
            }
            try (Stream<Path> files = Files.walk(workspace)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> workspace.relativize(file).toString())
                        .sorted()
                        .toList();
            }
        }

        @Override
        public List<String> trackedCredentials() {
            return build.trackedCredentials();
        }

        @Override
        public List<String> blockingCalls() {
            return build.slowCalls().stream().map(Object::toString).toList();
        }

        @Override
        public List<ImageRecord> recordedImages() throws IOException {
            return build.reloadedActions(GeneratedImagesAction.class).stream()
                    .flatMap(action -> action.getImages().stream())
                    .toList();
        }

        @Override
        public Run<?, ?> run() {
            return build.run();
        }
    }
}
