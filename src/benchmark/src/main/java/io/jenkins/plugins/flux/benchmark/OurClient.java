package io.jenkins.plugins.flux.benchmark;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.SEED;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;

import io.jenkins.plugins.flux.generation.Batch;
import io.jenkins.plugins.flux.generation.Generator;
import io.jenkins.plugins.flux.generation.GeneratorSettings;
import io.jenkins.plugins.flux.generation.ImageStore;
import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.BatchOutcome;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.Journal;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.image.StoredImage;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plugin's core. */
final class OurClient implements Client {

    private static final Duration LONG = Duration.ofHours(1);

    private final Generator generator = new Generator(HttpAccess.direct(), GeneratorSettings.defaults());
    private final URI baseUrl;
    private final String key;
    private final Path directory;

    OurClient(URI baseUrl, String key, Path directory) {
        this.baseUrl = baseUrl;
        this.key = key;
        this.directory = directory;
    }

    @Override
    public String name() {
        return "flux-generate";
    }

    @Override
    public void generate(List<String> prompts) throws Exception {
        BatchOutcome outcome = start(prompts).outcome().get();
        for (ImageOutcome image : outcome.images()) {
            if (!(image instanceof ImageOutcome.Stored)) {
                throw new IllegalStateException(image.toString());
            }
        }
    }

    Batch start(List<String> prompts) {
        List<PlannedImage> images = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            images.add(new PlannedImage("image-" + i + ".jpg", request(prompts.get(i))));
        }
        BatchPlan plan = new BatchPlan(
                "service",
                new QueueEndpoint(baseUrl, "flux_pro_11"),
                prompts.size(),
                images,
                new Deadlines(LONG, LONG, LONG, Optional.empty()),
                true,
                false,
                false);
        return generator.start(
                BatchHistory.of(plan, Instant.now()),
                () -> ApiKey.of(key),
                new Directory(directory),
                event -> {},
                Journal.NONE);
    }

    static ImageRequest request(String prompt) {
        return ImageRequest.of(Map.of(PROMPT, prompt, WIDTH, 256, HEIGHT, 256, SEED, 7));
    }

    @Override
    public void close() {
        generator.close();
    }

    private record Directory(Path path) implements ImageStore {

        @Override
        public Path temporaryDirectory() throws IOException {
            return Files.createDirectories(path);
        }

        @Override
        public void store(String name, StoredImage image) throws IOException {
            Files.move(image.file(), path.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public String keepAnswer(String requestId, String answer) {
            throw new IllegalStateException(answer);
        }
    }
}
