package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.EmbeddedBuild;
import flux.embedded.EmbeddedJenkins;
import io.jenkins.plugins.flux.simulator.Simulator;
import io.jenkins.plugins.flux.simulator.SimulatorSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Image prompts that together are larger than the memory of Jenkins can wait and be sent all at once. */
@Timeout(180)
class ImagePromptMemoryTest {

    private static final int PROMPTS = 10;
    private static final int BYTES = 4 * 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    void imagePromptsTakeUpNoMemoryWhileJobsWaitOrAreSubmitted() throws Exception {
        Path output = directory.resolve("output.txt");
        try (Simulator simulator = Simulator.start(SimulatorSettings.builder()
                .queue(Duration.ZERO)
                .run(Duration.ZERO)
                .build())) {
            Process jenkins = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx40m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-Djava.awt.headless=true",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Controller.class.getName(),
                            directory.resolve("jenkins").toString(),
                            simulator.baseUrl().toString(),
                            simulator.apiKey())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(jenkins.waitFor(150, TimeUnit.SECONDS)).isTrue();
            } finally {
                jenkins.destroyForcibly();
            }

            assertThat(jenkins.exitValue()).as(Files.readString(output)).isZero();
            assertThat(simulator.record().jobs())
                    .hasSize(PROMPTS)
                    .extracting(job -> job.parameters().imagePromptSha256())
                    .doesNotHaveDuplicates()
                    .allMatch(Optional::isPresent);
        }
    }

    /** A Jenkins in a process of its own; exits with 0 if its build has generated all images. */
    static final class Controller {

        private Controller() {}

        /**
         * @param args home, base URL, key
         */
        public static void main(String[] args) throws Exception {
            try (EmbeddedJenkins jenkins = EmbeddedJenkins.start(Path.of(args[0]))) {
                jenkins.credentials().addSecretText("odirouter", args[2]);
                FluxEndpoint endpoint = new FluxEndpoint("simulator");
                endpoint.setBaseUrl(args[1]);
                endpoint.setCredentialsId("odirouter");
                endpoint.setMaxConcurrent(PROMPTS / 2);
                jenkins.configuration(FluxGenerateConfiguration.class).setEndpoints(List.of(endpoint));
                EmbeddedBuild before = jenkins.runPipeline("job", "node { writeFile(file: 'here.txt', text: '') }")
                        .await(Duration.ofSeconds(60));
                for (int i = 0; i < PROMPTS; i++) {
                    write(before.workspace().resolve(i + ".png"), i);
                }
                String images = IntStream.range(0, PROMPTS)
                        .mapToObj(i -> "[imagePrompt: '" + i + ".png', output: 'out-" + i + ".jpg']")
                        .collect(Collectors.joining(", "));
                EmbeddedBuild build = jenkins.runPipeline(
                                "job",
                                "node { fluxGenerate(prompt: 'x', width: 256, height: 256, images: [" + images + "]) }")
                        .await(Duration.ofSeconds(120));
                System.out.println(build.console());
                System.exit(build.result().toString().equals("SUCCESS") ? 0 : 1);
            }
        }

        /** A PNG with a lot of data after it. */
        private static void write(Path file, int number) throws IOException {
            ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
            try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
                content.setLength(BYTES);
                content.seek(BYTES - 1L);
                content.write(number);
            }
        }
    }
}
