package io.jenkins.plugins.flux.simulator.fault;

import io.jenkins.plugins.flux.simulator.Fault;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** A fault, with what it applies to and how often it has happened. Guarded by {@link FaultRegister}. */
final class Rule {
    private final Fault fault;
    private final Predicate<String> prompt;
    private final RandomGenerator random;
    private final Map<String, Count> counts = new HashMap<>();

    Rule(Fault fault, Predicate<String> prompt, RandomGenerator random) {
        this.fault = fault;
        this.prompt = prompt;
        this.random = random;
    }

    Fault fault() {
        return fault;
    }

    /** Whether the rule happens a limited number of times, so it must be counted. */
    boolean isCounted() {
        return fault.times() != Fault.ALWAYS || fault.skip() > 0;
    }

    /** Whether the fault will not happen again. */
    boolean isUsedUp() {
        return counts.values().stream().mapToLong(count -> count.happened).sum() >= fault.times();
    }

    /** Decides whether the fault happens now, and counts it. */
    boolean happens(Subject subject) {
        if (!fault.operations().contains(subject.operation()) || !prompt.test(subject.prompt())) {
            return false;
        }
        Count count = counts.computeIfAbsent(fault.perJob() ? subject.requestId() : "", id -> new Count());
        if (count.seen++ < fault.skip() || count.happened >= fault.times()) {
            return false;
        }
        if (fault.probability() < 1 && random.nextDouble() >= fault.probability()) {
            return false;
        }
        count.happened++;
        return true;
    }

    /** Forgets the count of a removed job. */
    void forget(String requestId) {
        counts.remove(requestId);
    }

    private static final class Count {
        private int seen;
        private int happened;
    }
}
