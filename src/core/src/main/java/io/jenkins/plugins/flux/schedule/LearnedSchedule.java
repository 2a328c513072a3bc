package io.jenkins.plugins.flux.schedule;

import io.jenkins.plugins.flux.queue.QueueEndpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Polls when the answer is likely to be there, as it learns how long jobs take. Each {@linkplain JobKind kind of job}
 * has a {@link KindSchedule} of its own, made when its first job comes.
 *
 * <p>Not thread-safe: all calls come from one thread.
 */
public final class LearnedSchedule implements PollSchedule {

    /** Beyond this number, the kinds that were used longest ago are forgotten. */
    static final int MOST_KINDS = 100;

    private final Backoff unknown;
    private final Executor planner;
    private final Map<QueueEndpoint, QueuePace> paces = new LinkedHashMap<>(16, 0.75F, true);
    private final Map<String, KindSchedule> schedules = new LinkedHashMap<>(16, 0.75F, true);
    private final Map<String, List<JobTimes>> remembered = new HashMap<>();

    /**
     * @param unknown the waits for jobs of an unknown kind
     * @param planner where plans are made, each in a few milliseconds
     */
    public LearnedSchedule(Backoff unknown, Executor planner) {
        this.unknown = unknown;
        this.planner = planner;
    }

    @Override
    public JobPolls watch(JobKind kind, Duration sinceSubmit) {
        return new LearnedPolls(of(kind), sinceSubmit);
    }

    /** The schedule for jobs of a kind; the same for the same kind. */
    KindSchedule of(JobKind kind) {
        KindSchedule schedule = schedules.get(kind.key());
        if (schedule == null) {
            schedule = new KindSchedule(
                    unknown, paces.computeIfAbsent(kind.endpoint(), first -> new QueuePace()), planner);
            forgetBeyond(MOST_KINDS, paces);
            schedule.learn(remembered.getOrDefault(kind.key(), List.of()));
            schedules.put(kind.key(), schedule);
            forgetBeyond(MOST_KINDS, schedules);
        }
        return schedule;
    }

    /** Adds what was learned before a restart; what was learned since then has precedence. */
    public void remember(LearnedTimes learned) {
        remembered.putAll(learned.times());
        learned.times().forEach((key, jobs) -> {
            KindSchedule known = schedules.get(key);
            if (known != null && known.learned().isEmpty()) {
                known.learn(jobs);
            }
        });
    }

    /** Returns what to keep over a restart. */
    public LearnedTimes learned() {
        Map<String, List<JobTimes>> all = new LinkedHashMap<>(remembered);
        schedules.forEach((key, schedule) -> {
            if (!schedule.learned().isEmpty()) {
                all.remove(key);
                all.put(key, schedule.learned());
            }
        });
        forgetBeyond(MOST_KINDS, all);
        return new LearnedTimes(all);
    }

    /** The first ones go. */
    private static void forgetBeyond(int most, Map<?, ?> map) {
        while (map.size() > most) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
