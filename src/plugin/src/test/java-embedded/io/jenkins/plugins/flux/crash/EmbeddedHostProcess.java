package io.jenkins.plugins.flux.crash;

import flux.embedded.EmbeddedBuild;
import flux.embedded.EmbeddedJenkins;
import flux.embedded.Settings;
import io.jenkins.plugins.flux.FluxEndpoint;
import io.jenkins.plugins.flux.FluxGenerateBuilder;
import io.jenkins.plugins.flux.FluxGenerateConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The process of an {@link EmbeddedHost}. Reports on standard output when the builds of its life have begun, and shuts
 * Jenkins down at the end of standard input.
 */
final class EmbeddedHostProcess {

    static final String BEGUN = "begun";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ENDPOINT = "simulator";
    private static final String CREDENTIALS = "odirouter";

    /** Enough that no build waits for an executor. */
    private static final int EXECUTORS = 100;

    private EmbeddedHostProcess() {}

    /**
     * @param args Jenkins' home, base URL, key, seed, lane, number of lanes, number of the life, whether it begins
     *     builds
     */
    public static void main(String[] args) throws Exception {
        EmbeddedJenkins jenkins = EmbeddedJenkins.start(Path.of(args[0]), Settings.DEFAULT.withExecutors(EXECUTORS));
        configure(jenkins, args[1], args[2]);
        if (Boolean.parseBoolean(args[7])) {
            LifeScript script =
                    new LifeScript(Long.parseLong(args[3]), Integer.parseInt(args[4]), Integer.parseInt(args[5]));
            for (ScriptedBuild build : script.life(Integer.parseInt(args[6])).builds()) {
                begin(jenkins, build);
            }
        }
        System.out.println(BEGUN);
        while (System.in.read() >= 0) {
            // Nothing is written: only the end matters.
            continue;
        }
        jenkins.shutDown();
        System.exit(0);
    }

    /** Credentials first: as soon as there is an endpoint, it can be used. */
    private static void configure(EmbeddedJenkins jenkins, String baseUrl, String key) {
        FluxGenerateConfiguration configuration = jenkins.configuration(FluxGenerateConfiguration.class);
        if (configuration.getEndpoints().stream()
                .anyMatch(known -> known.getName().equals(ENDPOINT))) {
            return;
        }
        jenkins.credentials().addSecretText(CREDENTIALS, key);
        FluxEndpoint endpoint = new FluxEndpoint(ENDPOINT);
        endpoint.setBaseUrl(baseUrl);
        endpoint.setCredentialsId(CREDENTIALS);
        configuration.setEndpoints(List.of(endpoint));
    }

    private static void begin(EmbeddedJenkins jenkins, ScriptedBuild script) throws IOException {
        EmbeddedBuild build = script.isPipeline()
                ? jenkins.runPipeline(script.name(), script.pipeline())
                : jenkins.runFreestyle(script.name(), new FluxGenerateBuilder(script.buildStep()));
        script.abort().ifPresent(abort -> CompletableFuture.runAsync(() -> abort(build, abort)));
    }

    private static void abort(EmbeddedBuild build, ScriptedBuild.Abort abort) {
        if (abort.onceSubmitted()) {
            try {
                build.awaitConsole(ScriptedBuild.Abort.SUBMITTED, PATIENCE);
            } catch (InterruptedException | IllegalStateException notSubmitted) {
                // It has already ended.
                return;
            }
        }
        CompletableFuture.delayedExecutor(abort.millis(), TimeUnit.MILLISECONDS).execute(build::abort);
    }
}
