package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import java.util.OptionalInt;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The rule for counts and seconds. */
@Restricted(NoExternalUse.class)
public final class PositiveNumber {

    /** About a week in seconds: more is surely a mistake. */
    private static final int MAX = 604_800;

    private PositiveNumber() {}

    /**
     * Reads what a user wrote; null or blank means not given.
     *
     * @throws InvalidParameterException naming the field, the value and the rule
     */
    public static OptionalInt check(String field, @CheckForNull Object value) {
        String text = ParameterText.of(value);
        if (text == null) {
            return OptionalInt.empty();
        }
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX) {
            throw InvalidParameterException.notAllowed(field, text, "a whole number from 1 to " + MAX);
        }
        return OptionalInt.of(Integer.parseInt(text));
    }
}
