package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The words of the parameters that choose between two ways. */
@Restricted(NoExternalUse.class)
public final class Choices {

    /** The default of both. */
    public static final String FAIL = "fail";

    /** For {@code onFailure}. */
    public static final String UNSTABLE = "unstable";

    /** For {@code onLostSubmit}. */
    public static final String RESUBMIT = "resubmit";

    private Choices() {}

    /** Keeps stored configurations and generated snippets free of what is the default anyway. */
    @CheckForNull
    public static String nullIfDefault(@CheckForNull String value) {
        String given = Util.fixEmptyAndTrim(value);
        return FAIL.equals(given) ? null : given;
    }

    /** Whether the other choice than {@link #FAIL} was made. */
    public static boolean isOther(String field, String value, String other) {
        if (!value.equals(FAIL) && !value.equals(other)) {
            throw InvalidParameterException.notAllowed(field, value, "'" + FAIL + "' or '" + other + "'");
        }
        return value.equals(other);
    }
}
