package io.jenkins.plugins.flux.simulator.fault;

import io.jenkins.plugins.flux.simulator.Effect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Collects the effects that rules have now. Skips a rule if there is already an effect of its kind, so that it counts
 * later calls: faults of one kind happen one after the other.
 */
final class EffectCollector<E extends Effect> {
    private final Class<E> type;
    private final Predicate<? super E> possible;
    private final Subject subject;
    private final List<E> found = new ArrayList<>();
    private final Set<Class<?>> kinds = new HashSet<>();

    EffectCollector(Class<E> type, Predicate<? super E> possible, Subject subject) {
        this.type = type;
        this.possible = possible;
        this.subject = subject;
    }

    /** Applies the rules, newest first; true if one of limited number happened. */
    boolean apply(List<Rule> rules) {
        boolean counted = false;
        for (int i = rules.size() - 1; i >= 0; i--) {
            Rule rule = rules.get(i);
            Effect effect = rule.fault().effect();
            if (type.isInstance(effect)
                    && possible.test(type.cast(effect))
                    && !kinds.contains(effect.kind())
                    && rule.happens(subject)) {
                found.add(type.cast(effect));
                kinds.add(effect.kind());
                counted |= rule.isCounted();
            }
        }
        return counted;
    }

    Effects<E> effects() {
        return new Effects<>(found);
    }
}
