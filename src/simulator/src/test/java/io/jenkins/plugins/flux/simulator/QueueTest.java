package io.jenkins.plugins.flux.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How jobs wait and run. */
class QueueTest {
    @Test
    void noMoreJobsRunAtOnceThanThereAreSlots() throws Exception {
        SimulatorSettings settings = SimulatorSettings.builder()
                .slots(3)
                .queue(Duration.ZERO)
                .run(Duration.ofMillis(15))
                .build();
        try (Simulator simulator = Simulator.start(settings)) {
            TestClient client = new TestClient(simulator);
            for (int i = 0; i < 12; i++) {
                client.take("a boat");
            }
            simulator.record().awaitJobs(12, TestClient.SOON);
            simulator.record().awaitAllFinished(TestClient.SOON);

            assertThat(simulator.record().maxConcurrentJobs()).isBetween(1, 3);
            assertThat(simulator.record().jobs()).allMatch(job -> job.state() == JobState.SUCCEEDED);
        }
    }

    @Test
    void positionCountsTheJobsAheadAndGoesDown() throws Exception {
        SimulatorSettings settings = SimulatorSettings.builder()
                .slots(1)
                .queue(Duration.ZERO)
                .run(Duration.ofMinutes(1))
                .build();
        try (Simulator simulator = Simulator.start(settings)) {
            TestClient client = new TestClient(simulator);
            List<String> jobs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                jobs.add(client.take("job " + i));
            }
            simulator.record().awaitState(jobs.get(0), JobState.RUNNING, TestClient.SOON);
            assertThat(positions(client, jobs)).containsExactly(-1, 0, 1, 2);

            client.cancel(jobs.get(1));
            assertThat(positions(client, jobs)).containsExactly(-1, -1, 0, 1);

            client.cancel(jobs.get(0));
            simulator.record().awaitState(jobs.get(2), JobState.RUNNING, TestClient.SOON);
            assertThat(positions(client, jobs)).containsExactly(-1, -1, -1, 0);
            assertThat(simulator.record().maxUnfinishedJobs()).isEqualTo(4);
        }
    }

    @Test
    void thousandsOfQueuedJobsNeedNoThreads() throws Exception {
        SimulatorSettings settings = SimulatorSettings.builder()
                .slots(2000)
                .queue(Duration.ofMillis(700))
                .run(Duration.ofMillis(1))
                .build();
        try (Simulator simulator = Simulator.start(settings)) {
            TestClient client = new TestClient(simulator);
            for (int i = 0; i < 2000; i++) {
                client.take("a boat");
            }
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("flux-simulator"))
                    .count();

            assertThat(threads).isLessThanOrEqualTo(33);
            simulator.record().awaitAllFinished(TestClient.SOON);
            assertThat(simulator.record().submittedCount()).isEqualTo(2000);
        }
    }

    @Test
    void jobWaitsAndRunsForItsLatencies() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            String requestId = new TestClient(simulator).finish("a boat [[queue=120ms run=60ms..90ms]]");

            List<JobRecord.StateChange> changes =
                    simulator.record().job(requestId).orElseThrow().changes();
            assertThat(changes)
                    .extracting(JobRecord.StateChange::state)
                    .containsExactly(JobState.QUEUED, JobState.RUNNING, JobState.SUCCEEDED);
            assertThat(between(changes.get(0), changes.get(1))).isBetween(119L, 10_000L);
            assertThat(between(changes.get(1), changes.get(2))).isBetween(59L, 10_000L);
        }
    }

    @Test
    void finishedJobsBeyondTheHistoryAreForgotten() throws Exception {
        try (Simulator simulator =
                Simulator.start(SimulatorSettings.builder().historyLimit(2).build())) {
            TestClient client = new TestClient(simulator);
            String first = client.finish("a boat [[status.slow=100000]]");
            var url = client.imageUrl(first);
            client.finish("a boat");
            client.finish("a boat");

            assertThat(client.status(first).status()).isEqualTo(404);
            assertThat(TestClient.get(url).status()).isEqualTo(404);
            assertThat(simulator.record().jobs()).hasSize(2);
            assertThat(simulator.record().exchanges()).hasSize(2);
            assertThat(simulator.record().submittedCount()).isEqualTo(3);
            assertThat(simulator.record().calls(Operation.SUBMIT)).isEqualTo(3);
        }
    }

    @Test
    void timersOfForgottenJobsDoNothing() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            TestClient client = new TestClient(simulator);
            String delayed = client.take("a boat [[queue=1m cancel-delay=50ms]]");
            client.cancel(delayed);
            simulator.reset();
            String other = client.finish("a boat [[run=80ms]]");

            assertThat(simulator.record().canceledCount()).isZero();
            assertThat(simulator.record().job(other)).isPresent();
            assertThat(client.status(delayed).status()).isEqualTo(404);
        }
    }

    /** The position of each job, or -1 if it is not queued. */
    private static List<Integer> positions(TestClient client, List<String> jobs) throws Exception {
        List<Integer> positions = new ArrayList<>();
        for (String job : jobs) {
            positions.add(client.status(job).json().path("queue_position").asInt(-1));
        }
        return positions;
    }

    private static long between(JobRecord.StateChange from, JobRecord.StateChange to) {
        Instant start = from.at();
        return Duration.between(start, to.at()).toMillis();
    }
}
