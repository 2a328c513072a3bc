package io.jenkins.plugins.flux.image;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.OUTPUT_FORMAT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.flux.http.HttpAccess;
import io.jenkins.plugins.flux.queue.ApiKey;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.OutputImage;
import io.jenkins.plugins.flux.queue.QueueClient;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import io.jenkins.plugins.flux.queue.QueuedJob;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that generates images, an empty directory to download them to, and what both need. */
@Timeout(20)
abstract class ImageDownloadFixture {
    static Simulator simulator;

    private static QueueClient client;

    @TempDir
    Path directory;

    final ExecutorService executor = Executors.newFixedThreadPool(2);
    final ExpectedImage expected = ExpectedImage.of(request("jpeg"));

    @BeforeAll
    static void startSimulator() throws IOException {
        simulator = Simulator.start(SimulatorSettings.builder()
                .queue(Duration.ZERO)
                .run(Duration.ZERO)
                .build());
        client = new QueueClient(new QueueEndpoint(simulator.baseUrl(), "flux_pro_11"), HttpAccess.direct());
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @AfterEach
    void stopExecutor() {
        executor.shutdownNow();
    }

    ImageDownload download() {
        return new ImageDownload(HttpAccess.direct(), policy(), executor);
    }

    static DownloadPolicy policy() {
        return DownloadPolicy.forEndpoint(simulator.baseUrl());
    }

    static ImageRequest request(String format) {
        return ImageRequest.of(Map.of(PROMPT, "a fox", WIDTH, 256, HEIGHT, 288, OUTPUT_FORMAT, format));
    }

    /** The output of a job that made a JPEG. */
    static OutputImage generated() throws Exception {
        return generated(request("jpeg"));
    }

    static OutputImage generated(ImageRequest request) throws Exception {
        ApiKey key = ApiKey.of(simulator.apiKey());
        QueuedJob job = client.submit(request, key).get();
        simulator.record().awaitAllFinished(Duration.ofSeconds(5));
        return client.result(job, key).get().orElseThrow().outputs().get(0);
    }

    static OutputImage remote(URI address) {
        return new OutputImage.Remote(
                address, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
    }

    static void assertOnlyIn(Path directory, String... names) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    static ImageException failureOf(CompletableFuture<?> transfer) {
        Throwable thrown = catchThrowable(transfer::get);
        assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(ImageException.class);
        return (ImageException) thrown.getCause();
    }
}
