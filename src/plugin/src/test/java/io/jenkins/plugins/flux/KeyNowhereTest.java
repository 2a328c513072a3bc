package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Given a service that puts the key into each of its answers, on every path of success and failure, the key is stored
 * nowhere.
 */
class KeyNowhereTest extends BuildContractTest {

    /** Different in plain text, in Base64, in a URL and in JSON. */
    static final String KEY = "sk-live/0123+456789==&\"quoted\"~k";

    private static final KeySearch SEARCH = new KeySearch(KEY);

    /** Faults, one for each image; none of them takes long. */
    private static final List<String> FAULTS = List.of(
            "",
            "shape=images",
            "shape=data-base64",
            "shape=data-uri",
            "shape=unknown",
            "submit=400",
            "submit=401",
            "submit=403",
            "submit=404",
            "submit=422",
            "submit=429,retry-after=1s,times=1",
            "submit=500",
            "submit=503,times=1",
            "echo-key=403",
            "lost-before",
            "lost-after",
            "submit.body=html",
            "submit.body=json-nulls",
            "submit.body=half",
            "submit.oversize=2000000",
            "submit.redirect=other-host",
            "foreign-links",
            "foreign-links=status",
            "status=401",
            "status=403",
            "status=404",
            "status=500,times=1",
            "status.echo-key=422",
            "status.body=html",
            "status.redirect=other-host",
            "error=CONTENT_BLOCKED",
            "error=INFERENCE_FAILURE",
            "error=REQUEST_INVALID",
            "error=INTERNAL_SERVER_ERROR",
            "result=401",
            "result=404",
            "body=html",
            "body=half",
            "body=json-nulls",
            "body=json-array",
            "result.gzip",
            "image=404,times=1",
            "image-size=512x512",
            "image-corrupt",
            "image-url=file",
            "image-url=link-local-address",
            "image.body=svg",
            "redirect=loop");

    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private ControllerLog log;
    private Instant begun;

    @BeforeEach
    void begin() throws IOException {
        log = ControllerLog.start();
        begun = Instant.now().minusSeconds(2); // file systems are not accurate to the millisecond
        simulator.close();
        simulator = Simulator.start(SimulatorSettings.builder().key(KEY).build());
        simulator.faults().add(Fault.keyInAnswers());
        record = simulator.record();
        host.addSecretText("echoed", KEY);
        FluxEndpoint endpoint = endpoint("simulator");
        endpoint.setCredentialsId("echoed");
        endpoint.setMaxConcurrent(32);
        host.configuration().setEndpoints(List.of(endpoint));
        watch.scheduleWithFixedDelay(
                () -> Thread.getAllStackTraces().keySet().forEach(thread -> threads.add(thread.getName())),
                0,
                20,
                TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void end() {
        watch.shutdownNow();
        log.close();
    }

    @Test
    void afterRunsThatHitEveryErrorPathTheKeyIsNowhere() throws Exception {
        List<HostedBuild> builds = new ArrayList<>();
        builds.add(inOneStep());
        builds.add(aborted());
        builds.add(outOfTime());
        builds.add(runFreestyle(parameters("freestyle [[error=CONTENT_BLOCKED]]")));
        host.addSecretText("unusable", KEY + " " + KEY);
        builds.add(startPipeline("fluxGenerate(prompt: 'x', credentialsId: 'unusable')"));
        assertThat(builds.get(4).await()).isEqualTo("FAILURE");

        assertThat(record.exchanges().size()).isGreaterThan(FAULTS.size());
        assertThat(builds.get(0).console()).contains("****");
        Map<String, byte[]> places = new TreeMap<>(files());
        int files = places.size();
        for (HostedBuild build : builds) {
            places.put("console of " + build.run(), bytes(build.console()));
            places.put(
                    "texts of " + build.run(), bytes(build.run().getAllActions().toString()));
            host.answers(build).forEach((name, answer) -> places.put(name + " of " + build.run(), bytes(answer)));
        }
        places.put("the log of the controller", bytes(log.text()));
        places.put("names of threads", bytes(String.join("\n", threads)));
        System.out.println("KeyNowhereTest: " + FAULTS.size() + " faults, "
                + record.exchanges().size() + " exchanges, " + files + " files, " + (places.size() - files)
                + " other places searched");

        assertThat(files).isGreaterThan(10);
        assertThat(places.entrySet().stream()
                        .filter(place -> SEARCH.finds(place.getValue()))
                        .map(Map.Entry::getKey))
                .isEmpty();
        assertThat(record.keySeenAtImageHost()).isFalse();
    }

    private HostedBuild inOneStep() throws Exception {
        String images = FAULTS.stream()
                .map(fault ->
                        "[prompt: 'p " + FAULTS.indexOf(fault) + (fault.isEmpty() ? "" : " [[" + fault + "]]") + "']")
                .collect(Collectors.joining(",\n"));
        HostedBuild build =
                startPipeline("node { fluxGenerate(width: 256, height: 256, failFast: false,\nonFailure: 'unstable', "
                        + "timeoutSeconds: 12, images: [" + images + "]) }");
        assertThat(build.await()).isEqualTo("UNSTABLE");
        return build;
    }

    private HostedBuild aborted() throws Exception {
        HostedBuild build = startPipeline("fluxGenerate(width: 256, height: 256, images: [\n"
                + "[prompt: 'a [[run=60s]]'], [prompt: 'b [[run=60s cancel=404]]'], [prompt: 'c [[run=60s cancel.body=html]]'],"
                + "[prompt: 'd [[run=60s cancel=401]]'], [prompt: 'e [[run=60s cancel-too-late]]']])");
        record.awaitJobs(5, PATIENCE);
        build.awaitConsole("submitted");
        build.abort();
        assertThat(build.await()).isEqualTo("ABORTED");
        return build;
    }

    private HostedBuild outOfTime() throws Exception {
        HostedBuild build =
                startPipeline("fluxGenerate(width: 256, height: 256, timeoutSeconds: 1, prompt: 'a [[run=60s]]')");
        assertThat(build.await()).isEqualTo("FAILURE");
        return build;
    }

    /** All files in the home directory that were written since the key was added, including workspaces and journals. */
    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        Files.walkFileTree(host.home(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()
                        && attributes.lastModifiedTime().toInstant().isAfter(begun)) {
                    try {
                        files.put(file.toString(), Files.readAllBytes(file));
                    } catch (NoSuchFileException gone) {
                        return visitFileFailed(file, gone);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            /** Jenkins deletes temporary files meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return failure instanceof NoSuchFileException
                        ? FileVisitResult.CONTINUE
                        : super.visitFileFailed(file, failure);
            }
        });
        return files;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
