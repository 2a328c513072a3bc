package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.flux.queue.Parameter;
import java.math.BigInteger;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Keeps a number as the text that a user wrote, so that a wrong one is refused with its rule when the step runs,
 * instead of with a stack trace when it is bound; and so that a seed of any length stays exact.
 */
@Restricted(NoExternalUse.class)
public final class ParameterText {

    private ParameterText() {}

    /** The text of a value from a Pipeline or a form; null if it is empty. */
    @CheckForNull
    public static String of(@CheckForNull Object value) {
        if (value == null) {
            return null;
        }
        String text = value.toString().trim();
        return text.isEmpty() ? null : text;
    }

    /** The same, but null for the default: stored configurations and snippets contain only what differs. */
    @CheckForNull
    public static String unlessUsual(@CheckForNull Object value, Parameter<?> parameter) {
        String text = of(value);
        return parameter.usualText().equals(Optional.ofNullable(text)) ? null : text;
    }

    /** The value as a Pipeline would write it: a number if the text is one, otherwise the text. */
    @CheckForNull
    public static Object toLiteral(@CheckForNull String text) {
        if (text == null || !text.matches("-?[0-9]{1,18}")) {
            return text;
        }
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Integer.SIZE ? (Object) number.intValueExact() : (Object) number.longValueExact();
    }
}
