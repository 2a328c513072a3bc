package io.jenkins.plugins.flux.simulator.fault;

import io.jenkins.plugins.flux.simulator.Fault;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** A fault with what it applies to and how often it did. Not safe for threads: {@link FaultRegister} guards it. */
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

    /** True if the rule ends at some time, so that it is worth remembering how often it happened. */
    boolean isCounted() {
        return fault.times() != Fault.ALWAYS || fault.skip() > 0;
    }

    /** True if the fault will not happen again. */
    boolean isUsedUp() {
        return counts.values().stream().mapToLong(count -> count.happened).sum() >= fault.times();
    }

    /** Decides whether the fault happens now, and counts. */
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

    /** Forgets the count of a job that is gone. */
    void forget(String requestId) {
        counts.remove(requestId);
    }

    private static final class Count {
        private int seen;
        private int happened;
    }
}
