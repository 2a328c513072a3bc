package io.jenkins.plugins.flux.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerationPlanTest {

    private static final Deadlines DEADLINES =
            new Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Optional.empty());

    private static GenerationPlan plan(int maxConcurrent, PlannedImage... images) {
        return new GenerationPlan(
                "service",
                QueueEndpoint.of("http://127.0.0.1/model", "flux_pro_11"),
                maxConcurrent,
                List.of(images),
                DEADLINES,
                true,
                false,
                false);
    }

    @Test
    void aPlanNeedsAnImage() {
        assertThatIllegalArgumentException().isThrownBy(() -> plan(1)).withMessageContaining("at least one image");
    }

    @Test
    void aPlanNeedsRoomForOneJob() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(0, GeneratorHarness.image("a")))
                .withMessageContaining("maxConcurrent: 0");
    }

    @Test
    void namesMustDiffer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(1, GeneratorHarness.image("a"), GeneratorHarness.image("a")))
                .withMessageContaining("'a.jpg' is used twice");
    }

    @Test
    void anImageNeedsAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new PlannedImage(" ", GeneratorHarness.image("a").request()))
                .withMessageContaining("must not be blank");
    }

    @Test
    void furtherOutputsAreNumberedBeforeTheExtension() {
        PlannedImage image =
                new PlannedImage("a.b/hero.jpg", GeneratorHarness.image("a").request());
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
