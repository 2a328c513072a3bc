package io.jenkins.plugins.flux;

import flux.embedded.EmbeddedBuild;
import flux.embedded.EmbeddedJenkins;
import hudson.ProxyConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Generates one image through a proxy, in a Java process of its own, and prints the console and the result of the
 * build.
 */
final class ProxyProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ProxyProbe() {}

    /**
     * @param arguments the home of Jenkins, the base URL and the key of the service; port, user and password of the
     *     proxy
     */
    public static void main(String[] arguments) throws Exception {
        try (EmbeddedJenkins jenkins = EmbeddedJenkins.start(Path.of(arguments[0]))) {
            jenkins.jenkins()
                    .setProxy(new ProxyConfiguration(
                            "127.0.0.1", Integer.parseInt(arguments[3]), arguments[4], arguments[5]));
            jenkins.credentials().addSecretText("key", arguments[2]);
            FluxEndpoint endpoint = new FluxEndpoint("service");
            endpoint.setBaseUrl(arguments[1]);
            endpoint.setCredentialsId("key");
            jenkins.configuration(FluxGenerateConfiguration.class).setEndpoints(List.of(endpoint));
            EmbeddedBuild build = jenkins.runPipeline(
                    "pipeline", "fluxGenerate(prompt: 'An apple', width: 256, height: 256, timeoutSeconds: 40)");
            build.await(PATIENCE);
            System.out.println(build.console());
            System.out.println("Java " + Runtime.version().feature() + ": " + build.result());
        }
    }
}
