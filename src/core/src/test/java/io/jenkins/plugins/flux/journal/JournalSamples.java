package io.jenkins.plugins.flux.journal;

import static io.jenkins.plugins.flux.queue.ParameterRules.HEIGHT;
import static io.jenkins.plugins.flux.queue.ParameterRules.OUTPUT_FORMAT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT_UPSAMPLING;
import static io.jenkins.plugins.flux.queue.ParameterRules.SAFETY_TOLERANCE;
import static io.jenkins.plugins.flux.queue.ParameterRules.SEED;
import static io.jenkins.plugins.flux.queue.ParameterRules.WIDTH;

import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.ImagePromptFile;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import io.jenkins.plugins.flux.queue.QueuedJob;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan with every parameter set once and once left out, and a job of it. */
final class JournalSamples {

    static final Instant AT = Instant.parse("2026-11-24T12:00:00.123456Z");
    static final QueueEndpoint ENDPOINT = QueueEndpoint.of("https://service.example/model", "flux_pro_11");
    static final QueuedJob JOB = QueuedJob.of(ENDPOINT, "req-1");

    static final PlannedImage APPLE = new PlannedImage(
            "fruit/apple.png",
            ImageRequest.of(Map.of(
                    PROMPT,
                    "An apple,\nwith \"quotes\" & \u2028 — яблоко 🍎",
                    WIDTH,
                    512,
                    HEIGHT,
                    256,
                    PROMPT_UPSAMPLING,
                    true,
                    SEED,
                    new BigInteger("-12345678901234567890"),
                    SAFETY_TOLERANCE,
                    4,
                    OUTPUT_FORMAT,
                    "png")),
            Optional.of(new ImagePromptFile("reference.png", "cd".repeat(32))),
            true,
            true);
    static final PlannedImage PEAR = new PlannedImage("pear.jpg", ImageRequest.of(Map.of(PROMPT, "A pear")));
    static final BatchPlan PLAN = new BatchPlan(
            "service",
            ENDPOINT,
            3,
            List.of(APPLE, PEAR),
            new Deadlines(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Optional.of(Duration.ofSeconds(4))),
            true,
            false,
            true);

    private JournalSamples() {}
}
