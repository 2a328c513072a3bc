package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A restart with ten thousand jobs in flight, on the embedded host: the plugin finds its journals, resumes its steps
 * and polls. Jenkins is a process of its own each time, and is killed.
 */
final class Restart {

    private static final String GROUP = "A restart with 10,000 jobs in flight, on the embedded host";

    private final Path directory;

    Restart(Path directory) {
        this.directory = directory;
    }

    @SuppressWarnings("try") // Some only have to run and to be killed.
    void measure(Figures figures) throws Exception {
        delete(directory);
        Path asleep = Files.createDirectories(directory).resolve("asleep");
        Path inFlight = directory.resolve("in-flight");
        RestartFigures restart = new RestartFigures();
        try (SimulatorProcess service = RestartFigures.service()) {
            try (JenkinsProcess jenkins = JenkinsProcess.start(asleep, service, RestartFigures.ASLEEP)) {
                TimeUnit.SECONDS.sleep(RestartFigures.SETTLING.toSeconds());
            }
            try (JenkinsProcess jenkins = JenkinsProcess.start(inFlight, service, RestartFigures.IN_FLIGHT)) {
                RestartFigures.awaitInFlight(service);
            }
            // The first of each fills the caches of the machine.
            start(asleep);
            start(inFlight);
            for (int i = 0; i < RestartFigures.STARTS; i++) {
                JenkinsProcess first = start(asleep);
                JenkinsProcess second = start(inFlight);
                restart.started(first.seconds(), second.seconds());
                restart.startedAtCost(first.cpuSeconds(), second.cpuSeconds());
            }
            long without;
            try (JenkinsProcess jenkins = JenkinsProcess.start(asleep)) {
                TimeUnit.SECONDS.sleep(RestartFigures.SETTLING.toSeconds());
                without = jenkins.retainedHeap();
            }
            JsonNode before = service.record();
            try (JenkinsProcess jenkins = JenkinsProcess.start(inFlight)) {
                TimeUnit.SECONDS.sleep(RestartFigures.SETTLING.toSeconds());
                long moreHeap = jenkins.retainedHeap() - without;
                restart.write(figures, GROUP, before, service.record(), jenkins.up(), moreHeap);
            }
        }
    }

    /** Starts it and kills it as soon as it is up. */
    private static JenkinsProcess start(Path home) throws IOException {
        try (JenkinsProcess jenkins = JenkinsProcess.start(home)) {
            return jenkins;
        }
    }

    /** Deletes what an earlier run has left. */
    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(directory)) {
                files = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
