package io.jenkins.plugins.flux.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedTimesTest {

    private static final JobKind KIND =
            new JobKind(QueueEndpoint.of("https://odirouter.ai/model", "flux_pro_11"), 1024, 768);

    @TempDir
    Path directory;

    @Test
    void whatWasLearnedOutlivesARestart() throws IOException {
        LearnedSchedule before = schedules();
        IntStream.range(0, 5).forEach(i -> before.of(KIND).learn(new JobTimes(0.5, true, 10 + i, 0.25), 10, i));
        Path file = directory.resolve("new").resolve("times.txt");

        before.learned().write(file);
        LearnedSchedule after = schedules();
        after.remember(LearnedTimes.read(file));

        assertThat(after.of(KIND).learned())
                .isEqualTo(before.of(KIND).learned())
                .hasSize(5);
        assertThat(Files.readString(file))
                .startsWith("https://odirouter.ai/model/v1/queue/flux_pro_11#1024x768 0.500 1 10.000 0.250 ")
                .hasSizeLessThan(200);
    }

    @Test
    void whatWasLearnedMeanwhileCounts() {
        LearnedSchedule schedules = schedules();
        JobTimes now = new JobTimes(0, true, 3, 0);
        schedules.of(KIND).learn(now, 9, 0);

        schedules.remember(new LearnedTimes(java.util.Map.of(KIND.key(), List.of(new JobTimes(0, true, 9, 0)))));

        assertThat(schedules.of(KIND).learned()).containsExactly(now);
    }

    @Test
    void aKindThatIsNotUsedIsKeptAllTheSame() {
        LearnedSchedule schedules = schedules();
        LearnedTimes learned = new LearnedTimes(java.util.Map.of(KIND.key(), List.of(new JobTimes(0, true, 9, 0))));

        schedules.remember(learned);

        assertThat(schedules.learned()).isEqualTo(learned);
    }

    @Test
    void onlyTheKindsThatWereUsedLastAreKept() {
        LearnedSchedule schedules = schedules();
        for (int width = 1; width <= LearnedSchedule.MOST_KINDS + 5; width++) {
            schedules.of(new JobKind(KIND.endpoint(), width, 1)).learn(new JobTimes(0, true, 9, 0), 9, 0);
        }

        assertThat(schedules.learned().times())
                .hasSize(LearnedSchedule.MOST_KINDS)
                .doesNotContainKey(new JobKind(KIND.endpoint(), 5, 1).key());
    }

    @Test
    void aDamagedLineIsLeftOut() throws IOException {
        Path file = directory.resolve("times.txt");
        Files.writeString(file, "a 0.0 1 5.0 0.0\nb 0.0 1 x 0.0\nc 0.0 1 -5.0 0.0\nd 0.0 1 5.0 0.0 0.0 1\n");

        assertThat(LearnedTimes.read(file).times())
                .containsOnlyKeys("a", "d")
                .containsEntry("d", List.of(new JobTimes(0, true, 5, 0)));
    }

    @Test
    void withoutAFileNothingIsKnown() {
        assertThat(LearnedTimes.read(directory.resolve("none"))).isEqualTo(LearnedTimes.none());
        assertThat(LearnedTimes.read(directory)).isEqualTo(LearnedTimes.none());
    }

    private static LearnedSchedule schedules() {
        return new LearnedSchedule(Backoff.DEFAULT, Runnable::run);
    }
}
