package io.jenkins.plugins.flux;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rule for names of endpoints: in a Jenkinsfile and in a form, a name must identify exactly one endpoint. */
final class EndpointNames {

    private static final String FIELD = "name";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    private EndpointNames() {}

    /** @throws InvalidParameterException if a name breaks the rule */
    static void check(@CheckForNull String name) {
        String given = Util.fixEmptyAndTrim(name);
        if (given == null) {
            throw InvalidParameterException.missing(FIELD, "a name by which jobs refer to the endpoint");
        }
        if (!NAME.matcher(given).matches()) {
            throw InvalidParameterException.notAllowed(
                    FIELD,
                    given,
                    "made of at most 100 letters, digits, spaces, dots, dashes and underscores,"
                            + " beginning with a letter or digit");
        }
    }

    /** @throws InvalidParameterException if two endpoints have the same name */
    static void checkDifferent(List<FluxEndpoint> endpoints) {
        Set<String> names = new HashSet<>();
        for (FluxEndpoint endpoint : endpoints) {
            if (!names.add(endpoint.getName())) {
                throw InvalidParameterException.notAllowed(
                        FIELD, endpoint.getName(), "different for each endpoint, because jobs choose one by its name");
            }
        }
    }
}
