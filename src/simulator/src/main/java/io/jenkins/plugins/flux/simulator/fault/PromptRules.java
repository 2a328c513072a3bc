package io.jenkins.plugins.flux.simulator.fault;

import java.util.List;

/**
 * The rules for submits in a prompt's directive. They are kept between submits, because a refused submit leaves no job
 * that could count refusals. Guarded by {@link FaultRegister}.
 */
final class PromptRules {
    private final List<Rule> rules;
    private boolean happened;

    PromptRules(List<Rule> rules) {
        this.rules = rules;
    }

    void onSubmit(EffectCollector<?> collector) {
        happened = collector.apply(rules);
    }

    void onAccept(EffectCollector<?> collector) {
        happened |= collector.apply(rules);
    }

    /** Whether a submit was accepted after all counts were used up, so the next one starts them again. */
    boolean isOver() {
        return !happened && rules.stream().allMatch(rule -> !rule.isCounted() || rule.isUsedUp());
    }
}
