package io.jenkins.plugins.flux.simulator.fault;

import io.jenkins.plugins.flux.simulator.Effect;
import java.util.List;
import java.util.Optional;

/**
 * The effects on one job or one call, at most one of each kind.
 *
 * @param <E> job effects or call effects
 */
public record Effects<E extends Effect>(List<E> all) {
    /** Copies the list. */
    public Effects {
        all = List.copyOf(all);
    }

    /** Nothing goes wrong. */
    public static <E extends Effect> Effects<E> none() {
        return new Effects<>(List.of());
    }

    /** Returns the effect of a type or kind. */
    public <T extends E> Optional<T> find(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Whether there is an effect of a type. */
    public boolean has(Class<? extends E> type) {
        return find(type).isPresent();
    }
}
