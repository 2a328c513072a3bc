package io.jenkins.plugins.flux.history;

import static io.jenkins.plugins.flux.queue.ParameterRules.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

    private static final Deadlines DEADLINES =
            new Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Optional.empty());

    private static BatchPlan plan(int maxConcurrent, PlannedImage... images) {
        return new BatchPlan(
                "service",
                QueueEndpoint.of("http://127.0.0.1/model", "flux_pro_11"),
                maxConcurrent,
                List.of(images),
                DEADLINES,
                true,
                false,
                false);
    }

    private static PlannedImage image(String prompt) {
        return new PlannedImage(prompt + ".jpg", ImageRequest.of(Map.of(PROMPT, prompt)));
    }

    @Test
    void aPlanNeedsAnImage() {
        assertThatIllegalArgumentException().isThrownBy(() -> plan(1)).withMessageContaining("at least one image");
    }

    @Test
    void aPlanNeedsRoomForOneJob() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(0, image("a")))
                .withMessageContaining("maxConcurrent: 0");
    }

    @Test
    void namesMustDiffer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(1, image("a"), image("a")))
                .withMessageContaining("'a.jpg' is used twice");
    }

    @Test
    void anImageNeedsAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlannedImage(" ", image("a").request()))
                .withMessageContaining("must not be blank");
    }

    @Test
    void furtherOutputsAreNumberedBeforeTheExtension() {
        PlannedImage image = new PlannedImage("a.b/hero.jpg", image("a").request());
        PlannedImage bare = new PlannedImage("a.b/hero", image.request());

        assertThat(image.nameOfOutput("1", 1)).isEqualTo("a.b/hero.jpg");
        assertThat(image.nameOfOutput("2", 2)).isEqualTo("a.b/hero-2.jpg");
        assertThat(bare.nameOfOutput("3", 3)).isEqualTo("a.b/hero-3");
    }

    @Test
    void deadlinesMustBeLongerThanNothing() {
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deadlines(Duration.ZERO, second, second, Optional.empty()))
                .withMessageContaining("queue");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deadlines(second, second, second, Optional.of(second.negated())))
                .withMessageContaining("total");
    }
}
