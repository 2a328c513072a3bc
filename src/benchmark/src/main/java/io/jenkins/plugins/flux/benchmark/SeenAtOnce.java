package io.jenkins.plugins.flux.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How soon a finished job is seen, and how often it is polled: the time from the end of a job to the first call for its
 * result, both as the simulator has them in its record. A hundred jobs at once, after fifty that were learned from.
 */
final class SeenAtOnce {

    private static final String GROUP = "Seen at once, in real time (100 jobs of 4 s, spread 0.3)";

    private final Path images;

    SeenAtOnce(Path images) {
        this.images = images;
    }

    void measure(Figures figures) throws Exception {
        double[] ours = measure(Clients.ours(images), figures);
        double bound = 1.25 * 0.035 * 4 + 0.05;
        figures.check(
                GROUP,
                "flux-generate, mean delay",
                Figures.text("%.0f ms with %.1f polls", 1000 * ours[0], ours[1]),
                Figures.text("at most %.0f ms (1.25 times the oracle's, and 50 ms for a call)", 1000 * bound),
                ours[0] <= bound);
        figures.check(GROUP, "flux-generate, polls", Figures.text("%.1f", ours[1]), "at most 8", ours[1] <= 8);
        for (Clients.Factory peer : Clients.peers(images)) {
            try {
                measure(peer, figures);
            } catch (IOException stopped) {
                figures.compare(GROUP, "a peer", "stops: " + stopped.getMessage());
            }
        }
    }

    private double[] measure(Clients.Factory factory, Figures figures) throws Exception {
        try (SimulatorProcess simulator =
                        SimulatorProcess.start("--slots=1000", "--queue=0s", "--run=3.82s~0.3", "--seed=1");
                Client client = factory.make(simulator)) {
            client.generate(Collections.nCopies(50, "learn from"));
            TimeUnit.SECONDS.sleep(3);
            client.generate(List.copyOf(Collections.nCopies(100, "measured")));
            double delay = 0;
            double polls = 0;
            int jobs = 0;
            for (JsonNode job : simulator.record().get("jobs")) {
                if (job.at("/parameters/prompt").asText().equals("measured")) {
                    delay += Duration.between(
                                            completed(job),
                                            Instant.parse(
                                                    job.at("/resultFetches/0").asText()))
                                    .toNanos()
                            / 1e9;
                    polls += job.get("polls").asInt();
                    jobs++;
                }
            }
            double[] mean = {delay / jobs, polls / jobs};
            figures.compare(GROUP, client.name(), Figures.text("%.0f ms with %.1f polls", 1000 * mean[0], mean[1]));
            return mean;
        }
    }

    static Instant completed(JsonNode job) {
        for (JsonNode change : job.get("changes")) {
            if (change.get("state").asText().equals("SUCCEEDED")) {
                return Instant.parse(change.get("at").asText());
            }
        }
        throw new IllegalStateException("not completed: " + job);
    }
}
