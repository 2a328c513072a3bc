package io.jenkins.plugins.flux.simulator.fault;

import io.jenkins.plugins.flux.simulator.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds faults that a prompt names in double brackets. Brackets whose first word is not the name of a fault are
 * ordinary text.
 */
public final class Directives {
    private static final Pattern BRACKETS = Pattern.compile("\\[\\[([^\\[\\]]*)]]");

    private final boolean enabled;

    /** Finds directives if enabled; otherwise treats every prompt as plain text. */
    public Directives(boolean enabled) {
        this.enabled = enabled;
    }

    /**
     * Parses the faults that the prompt names.
     *
     * @throws IllegalArgumentException with a message for people if a directive is invalid
     */
    public List<Fault> faultsIn(String prompt) {
        List<Fault> faults = new ArrayList<>();
        if (enabled) {
            Matcher matcher = BRACKETS.matcher(prompt);
            while (matcher.find()) {
                if (FaultText.startsWithName(matcher.group(1))) {
                    faults.addAll(FaultText.parse(matcher.group(1)));
                }
            }
        }
        return faults;
    }

    /** Removes the directives from a prompt. */
    public String strip(String prompt) {
        if (!enabled) {
            return prompt;
        }
        return BRACKETS.matcher(prompt)
                .replaceAll(match ->
                        FaultText.startsWithName(match.group(1)) ? "" : Matcher.quoteReplacement(match.group()))
                .strip();
    }
}
