package io.jenkins.plugins.flux.benchmark;

import ai.fal.client.ClientConfig;
import ai.fal.client.CredentialsResolver;
import ai.fal.client.FalClient;
import ai.fal.client.Output;
import ai.fal.client.SubscribeOptions;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The fal.ai Java client, as its documentation uses it: {@code subscribe}, which blocks; a thread for each job. */
final class FalClientPeer implements Client {

    private final ThreadPerJob threads = new ThreadPerJob();
    private final FalProxy proxy;
    private final FalClient fal;
    private final Path directory;

    FalClientPeer(URI baseUrl, String key, Path directory) throws IOException {
        this.proxy = new FalProxy(baseUrl, key);
        this.directory = directory;
        this.fal = FalClient.withConfig(ClientConfig.builder()
                .withCredentials(CredentialsResolver.fromApiKey(key))
                .withProxyUrl(proxy.url())
                .build());
    }

    @Override
    public String name() {
        return "fal-client 0.7.1";
    }

    @Override
    public void generate(List<String> prompts) throws Exception {
        threads.run(prompts, this::generate);
    }

    private void generate(int number, String prompt) throws IOException {
        Map<String, Object> input = Map.of("prompt", prompt, "width", 256, "height", 256, "seed", 7);
        Output<JsonObject> output =
                fal.subscribe("fal-ai/flux_pro_11", SubscribeOptions.withInput(input, JsonObject.class));
        String url = output.getData()
                .getAsJsonArray("outputs")
                .get(0)
                .getAsJsonObject()
                .get("url")
                .getAsString();
        try (InputStream image = URI.create(url).toURL().openStream()) {
            Files.copy(image, directory.resolve("fal-" + number + ".jpg"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() {
        threads.close();
        proxy.close();
    }
}
