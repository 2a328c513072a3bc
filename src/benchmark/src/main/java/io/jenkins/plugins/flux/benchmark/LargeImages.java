package io.jenkins.plugins.flux.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** A thousand images of 8 MB, in a process with a heap of 64 MB. */
final class LargeImages {

    private static final String GROUP = "Memory, 1,000 images of 8 MB";
    private static final int IMAGES = 1_000;
    private static final int PART = 100;
    private static final int BYTES = 8 * 1024 * 1024;

    private final Path images;

    LargeImages(Path images) {
        this.images = images;
    }

    void measure(Figures figures) throws Exception {
        double curl = 0;
        try (SimulatorProcess simulator = simulator()) {
            Curl peer = new Curl(simulator, images.resolve("curl"));
            for (int i = 0; i < IMAGES / PART; i++) {
                curl += peer.seconds(PART);
            }
        }
        figures.compare(GROUP, "curl --parallel", Figures.text("%.0f seconds", curl));
        try (SimulatorProcess simulator = simulator()) {
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LargeImages.class.getName(),
                            simulator.baseUrl().toString(),
                            simulator.key(),
                            images.toString())
                    .inheritIO()
                    .start();
            int status = process.waitFor();
            double ours = (System.nanoTime() - begin) / 1e9;
            figures.check(
                    GROUP,
                    "with a heap of 64 MB",
                    Figures.text("%s in %.0f seconds", status == 0 ? "all stored" : "failed with " + status, ours),
                    "all stored, at 80 % of curl's speed or faster",
                    status == 0 && 0.8 * ours <= curl);
        }
    }

    private static SimulatorProcess simulator() throws IOException {
        return SimulatorProcess.start("--slots=20000", "--queue=0s", "--run=0s", "--fault=image-bytes=" + BYTES);
    }

    /** The process with the small heap; takes base URL, key and directory. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[2]);
        try (OurClient client = new OurClient(java.net.URI.create(arguments[0]), arguments[1], directory)) {
            // In parts, so that the disk need not hold all: what is measured is the heap.
            for (int i = 0; i < IMAGES / PART; i++) {
                List<String> prompts = Collections.nCopies(PART, "a large image");
                client.generate(prompts);
                long bytes = Files.size(directory.resolve("image-" + (PART - 1) + ".jpg"));
                if (bytes < BYTES) {
                    throw new IllegalStateException("an image has " + bytes + " bytes only");
                }
            }
        }
    }
}
