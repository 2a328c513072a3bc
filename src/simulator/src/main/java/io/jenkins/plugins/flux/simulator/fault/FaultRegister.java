package io.jenkins.plugins.flux.simulator.fault;

import io.jenkins.plugins.flux.simulator.CallEffect;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Faults;
import io.jenkins.plugins.flux.simulator.JobEffect;
import io.jenkins.plugins.flux.simulator.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** All rules of a simulator: general ones, those of a prompt's directive, and those of a job. Thread-safe. */
public final class FaultRegister implements Faults {
    private static final int MOST_PROMPTS = 10_000;
    private static final Predicate<String> ANY_PROMPT = prompt -> true;

    private final List<Fault> initial;
    private final Directives directives;
    private final SplittableRandom random;
    private final List<Rule> shared = new ArrayList<>();
    private final Map<String, PromptRules> byPrompt = boundedMap();
    private final Map<String, List<Rule>> byJob = new HashMap<>();

    /** Creates a register with the faults of the settings. */
    public FaultRegister(List<Fault> initial, Directives directives, long seed) {
        this.initial = List.copyOf(initial);
        this.directives = directives;
        this.random = new SplittableRandom(seed);
        reset();
    }

    @Override
    public void add(Fault... faults) {
        whenPrompt(ANY_PROMPT, faults);
    }

    @Override
    public synchronized void whenPrompt(Predicate<String> prompt, Fault... faults) {
        shared.addAll(rules(List.of(faults), prompt));
    }

    @Override
    public synchronized void clear() {
        shared.clear();
    }

    /** Returns to the faults of the settings, and forgets those of prompts and jobs. */
    public synchronized void reset() {
        shared.clear();
        byPrompt.clear();
        byJob.clear();
        shared.addAll(rules(initial, ANY_PROMPT));
    }

    /**
     * Returns the effects on a submit.
     *
     * @param own the faults of the prompt's directive
     */
    public synchronized Effects<CallEffect> onSubmit(
            String prompt, List<Fault> own, Predicate<? super CallEffect> possible) {
        var collector = new EffectCollector<>(CallEffect.class, possible, new Subject(Operation.SUBMIT, prompt, ""));
        promptRules(prompt, own).onSubmit(collector);
        collector.apply(shared);
        return collector.effects();
    }

    /** Returns the effects on a job that is being accepted, after {@link #onSubmit} for the same prompt. */
    public synchronized Effects<JobEffect> onAccept(String prompt, List<Fault> own, String requestId) {
        var collector = new EffectCollector<>(
                JobEffect.class, effect -> true, new Subject(Operation.SUBMIT, prompt, requestId));
        PromptRules promptRules = promptRules(prompt, own);
        promptRules.onAccept(collector);
        collector.apply(shared);
        if (promptRules.isOver()) {
            byPrompt.remove(prompt);
        }
        if (!own.isEmpty()) {
            byJob.put(requestId, rules(own, ANY_PROMPT));
        }
        return collector.effects();
    }

    /** Returns the effects on a call other than a submit. */
    public synchronized Effects<CallEffect> onCall(Subject subject, Predicate<? super CallEffect> possible) {
        var collector = new EffectCollector<>(CallEffect.class, possible, subject);
        collector.apply(byJob.getOrDefault(subject.requestId(), List.of()));
        collector.apply(shared);
        return collector.effects();
    }

    /** Forgets a removed job. */
    public synchronized void forget(String requestId) {
        byJob.remove(requestId);
        shared.forEach(rule -> rule.forget(requestId));
    }

    public Directives directives() {
        return directives;
    }

    private PromptRules promptRules(String prompt, List<Fault> own) {
        List<Fault> ofSubmits = own.stream()
                .filter(fault -> fault.operations().contains(Operation.SUBMIT))
                .toList();
        return ofSubmits.isEmpty()
                ? new PromptRules(List.of())
                : byPrompt.computeIfAbsent(prompt, text -> new PromptRules(rules(ofSubmits, ANY_PROMPT)));
    }

    private List<Rule> rules(List<Fault> faults, Predicate<String> prompt) {
        return faults.stream()
                .map(fault -> new Rule(fault, prompt, random.split()))
                .toList();
    }

    private static <V> Map<String, V> boundedMap() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST_PROMPTS;
            }
        };
    }
}
