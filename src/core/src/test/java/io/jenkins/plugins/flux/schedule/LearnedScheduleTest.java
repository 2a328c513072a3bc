package io.jenkins.plugins.flux.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In virtual time, with recorded seeds; the benchmark has wider sweeps of the same. */
class LearnedScheduleTest {

    private static final int REPETITIONS = 8;
    private static final int JOBS = 250;

    @ParameterizedTest(name = "spread {0}")
    @CsvSource({"0.3, 7.1, 0.032", "0.5, 8.6, 0.039"})
    void theOracleIsTheOneOfTheRequirement(double spread, double polls, double delay) {
        Oracle.Cost best = Oracle.of(Durations.logNormal(10, spread)).best(0.05);

        assertThat(best.polls()).isCloseTo(polls, within(0.15));
        // The requirement's grid of 50 ms counts a job as ready at the end of its step, which hides half a step of
        // delay.
        assertThat(best.delay() / 10 - 0.0025).isCloseTo(delay, within(0.0015));
    }

    @Test
    void theOracleKnowsMixturesToo() {
        Oracle.Cost best = Oracle.of(fourOrTwenty()).best(0.05);

        assertThat(best.polls()).isCloseTo(6.9, within(0.3));
        assertThat((best.delay() - 0.025) / 10.4).isCloseTo(0.027, within(0.002));
    }

    @ParameterizedTest(name = "mean {0} s, spread {1}, inference time reported: {2}")
    @CsvSource({
        "2, 0.1, true",
        "10, 0.1, false",
        "10, 0.3, true",
        "10, 0.3, false",
        "60, 0.3, true",
        "10, 0.5, true",
        "10, 0.5, false",
        "60, 1.0, true"
    })
    void afterFiftyJobsItIsAlmostAsGoodAsTheOracle(double mean, double spread, boolean reported) {
        Durations durations = Durations.logNormal(mean, spread);
        Oracle oracle = Oracle.of(durations);

        Oracle.Cost cost = mean(reported, jobs -> {
            jobs.learn(durations, 50);
            return jobs.measure(durations, JOBS);
        });

        assertThat(cost.delay()).isLessThan(1.25 * oracle.leastDelay(cost.polls()));
        if (spread == 0.3) {
            assertThat(cost.polls()).isLessThan(8);
        }
        if (oracle.leastDelay(cost.polls()) < 0.48 * cost.delayOfFixedInterval(mean)) {
            // With a wider spread even the oracle gains less over a fixed interval.
            assertThat(cost.delay()).isLessThan(0.6 * cost.delayOfFixedInterval(mean));
        }
    }

    @Test
    void jobsOfTwoKindsAreLearnedSeparately() {
        Oracle.Cost cost = mean(true, jobs -> {
            jobs.learn(fourOrTwenty(), 50);
            return jobs.measure(fourOrTwenty(), JOBS);
        });

        assertThat(cost.delay()).isLessThan(1.25 * Oracle.of(fourOrTwenty()).leastDelay(cost.polls()));
    }

    @ParameterizedTest(name = "mean {0} s, spread {1}, to {2} s, {3}")
    @CsvSource({"10, 0.3, 2, 0.3", "2, 0.3, 10, 0.3", "60, 0.3, 2, 0.3", "10, 0.1, 10, 0.5"})
    void afterASuddenChangeItIsBackWithinThirtyJobs(double mean, double spread, double newMean, double newSpread) {
        Durations after = Durations.logNormal(newMean, newSpread);

        Oracle.Cost cost = mean(true, jobs -> {
            jobs.learn(Durations.logNormal(mean, spread), 100);
            jobs.learn(after, 30);
            return jobs.measure(after, JOBS);
        });

        assertThat(cost.delay()).isLessThan(1.5 * Oracle.of(after).leastDelay(cost.polls()));
    }

    @Test
    void aDriftIsFollowed() {
        List<Oracle> oracles = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            oracles.add(Oracle.of(Durations.logNormal(5 + i * 0.5, 0.3)));
        }

        Oracle.Cost cost = mean(true, jobs -> {
            jobs.learn(Durations.logNormal(5, 0.3), 50);
            List<Oracle.Cost> steps = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                steps.add(jobs.learn(Durations.logNormal(5 + i * 0.5, 0.3), 15));
            }
            return Oracle.Cost.mean(steps);
        });

        assertThat(cost.delay()).isLessThan(1.25 * Oracle.leastDelay(cost.polls(), Oracle.frontier(oracles)));
    }

    @Test
    void strangersChangeLittle() {
        Durations usual = Durations.logNormal(10, 0.3);
        Durations withStrangers = Durations.mixture(0.97, usual, Durations.logNormal(200, 0.3));

        Oracle.Cost cost = mean(true, jobs -> {
            jobs.learn(withStrangers, 60);
            return jobs.measure(usual, JOBS);
        });

        assertThat(cost.delay()).isLessThan(1.25 * Oracle.of(usual).leastDelay(cost.polls()));
    }

    @Test
    void aQueueThatBuildsUpIsFollowedByItsPlaces() {
        Durations runs = Durations.logNormal(10, 0.3);
        List<Oracle> oracles = VirtualJobs.oraclesOfQueue(runs, 120, 4, 2, new Random(2));

        Oracle.Cost cost = mean(true, jobs -> {
            jobs.learn(runs, 50);
            return jobs.queue(runs, 120, 4, 2);
        });

        assertThat(cost.delay()).isLessThan(1.25 * Oracle.leastDelay(cost.polls(), Oracle.frontier(oracles)));
    }

    /** Of jobs that run at once the short ones are seen first, and that is no change. */
    @Test
    void jobsThatRunAtOnceAreAllRemembered() {
        KindSchedule schedule = new KindSchedule(Backoff.DEFAULT, new QueuePace(), Runnable::run);
        Random random = new Random(1);
        for (int burst = 0; burst < 2; burst++) {
            double start = 100 * burst;
            random.doubles(30)
                    .map(any -> Durations.logNormal(4, 0.3).sample(random))
                    .sorted()
                    .forEach(
                            run -> schedule.learn(new JobTimes(0, true, run, 0), run, Math.round((start + run) * 1e9)));
        }

        assertThat(schedule.learned()).hasSize(60);
    }

    @Test
    void whileItKnowsNothingItBacksOff() {
        KindSchedule schedule = new KindSchedule(Backoff.DEFAULT, new QueuePace(), Runnable::run);

        Duration first = new LearnedPolls(schedule, Duration.ZERO).next(Duration.ZERO, new Random(1));

        assertThat(first).isEqualTo(Backoff.DEFAULT.delay(0, new Random(1)));
    }

    @Test
    void jobsThatWereSubmittedTogetherAreNotPolledTogether() {
        KindSchedule schedule = new KindSchedule(Backoff.DEFAULT, new QueuePace(), Runnable::run);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            schedule.learn(
                    new JobTimes(0, true, Durations.logNormal(10, 0.3).sample(random), 0), 10, i * 10_000_000_000L);
        }
        int[] inTenMilliseconds = new int[6_000];

        for (int i = 0; i < 1_000; i++) {
            Duration first = new LearnedPolls(schedule, Duration.ZERO).next(Duration.ZERO, random);
            inTenMilliseconds[(int) (first.toMillis() / 10)]++;
        }

        assertThat(IntStream.of(inTenMilliseconds).max().orElseThrow()).isLessThan(30);
    }

    @Test
    void aJobThatShouldBeReadySinceBeforeARestartIsPolledAtOnce() {
        KindSchedule schedule = new KindSchedule(Backoff.DEFAULT, new QueuePace(), Runnable::run);
        for (int i = 0; i < 10; i++) {
            schedule.learn(new JobTimes(0, true, 10, 0), 10, i * 10_000_000_000L);
        }

        LearnedPolls job = new LearnedPolls(schedule, Duration.ofMinutes(5));

        assertThat(job.next(Duration.ofMinutes(5), new Random(1))).isZero();
        job.completed(Duration.ofMinutes(5), Optional.empty(), 0);
        assertThat(schedule.learned()).as("nobody saw when it was ready").hasSize(10);
    }

    @Test
    void whatIsLearnedOfOneKindOfJobsSaysNothingOfAnother() {
        LearnedSchedule schedules = new LearnedSchedule(Backoff.DEFAULT, Runnable::run);
        QueueEndpoint service = QueueEndpoint.of("https://service.example/model", "flux_pro_11");
        KindSchedule small = schedules.of(new JobKind(service, 256, 256));
        for (int i = 0; i < 10; i++) {
            small.learn(new JobTimes(0, true, 10, 0), 10, i * 10_000_000_000L);
        }

        assertThat(small.usualRun()).isEqualTo(10);
        assertThat(List.of(
                        new JobKind(service, 1024, 256),
                        new JobKind(QueueEndpoint.of("https://service.example/model", "flux_dev"), 256, 256),
                        new JobKind(QueueEndpoint.of("https://other.example/model", "flux_pro_11"), 256, 256)))
                .allSatisfy(other -> assertThat(schedules.of(other).learned()).isEmpty());
        assertThat(schedules.of(new JobKind(service, 256, 256))).isSameAs(small);
    }

    /** A change that means to move one of these figures says so by moving it here. */
    @ParameterizedTest(
            name = "mean {0} s, spread {1}, inference time reported: {2}: {3} polls, delays of {4} ms for 200 jobs")
    @CsvSource({
        "2, 0.1, true, 852, 10433",
        "10, 0.3, true, 1388, 80918",
        "10, 0.3, false, 1459, 79837",
        "10, 0.5, true, 1690, 104896",
        "60, 1.0, true, 2247, 562871"
    })
    void theSamePollsAreMadeEveryTime(double mean, double spread, boolean reported, long polls, long milliseconds) {
        VirtualJobs jobs = new VirtualJobs(VirtualJobs.unlearned(), reported, new Random(1));

        Oracle.Cost cost = jobs.learn(Durations.logNormal(mean, spread), 200);

        assertThat(List.of(Math.round(200 * cost.polls()), Math.round(200 * 1000 * cost.delay())))
                .containsExactly(polls, milliseconds);
    }

    private static Durations fourOrTwenty() {
        return Durations.mixture(0.6, Durations.logNormal(4, 0.15), Durations.logNormal(20, 0.15));
    }

    private static Oracle.Cost mean(boolean reported, Function<VirtualJobs, Oracle.Cost> measure) {
        return VirtualJobs.mean(1, REPETITIONS, reported, measure);
    }
}
