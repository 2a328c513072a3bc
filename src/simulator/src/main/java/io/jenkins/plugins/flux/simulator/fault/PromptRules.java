package io.jenkins.plugins.flux.simulator.fault;

import java.util.List;

/**
 * The rules of a prompt's directive that concern submits. They are kept from one submit to the next, because a refused
 * submit leaves no job that could remember how often it was refused. Guarded by {@link FaultRegister}.
 */
final class PromptRules {
    private final List<Rule> rules;
    private boolean happened;

    PromptRules(List<Rule> rules) {
        this.rules = rules;
    }

    void onSubmit(EffectCollector<?> collector) {
        happened = collector.ask(rules);
    }

    void onAccept(EffectCollector<?> collector) {
        happened |= collector.ask(rules);
    }

    /** True if a submit has just got through after all counts ended: the next one shall meet the faults anew. */
    boolean isOver() {
        return !happened && rules.stream().allMatch(rule -> !rule.isCounted() || rule.isUsedUp());
    }
}
