package io.jenkins.plugins.flux.plan;

import io.jenkins.plugins.flux.queue.OutputFormat;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Names for images whose {@code output} is not given: {@code flux-1.jpg}, {@code flux-2.png}, unique in their build.
 */
@Restricted(NoExternalUse.class)
public final class DefaultNames {

    private final IntSupplier numbers;
    private final Predicate<String> isMade;

    /**
     * @param numbers gives a number that no other image of the build has
     * @param isMade whether the build has an image of that name already
     */
    public DefaultNames(IntSupplier numbers, Predicate<String> isMade) {
        this.numbers = numbers;
        this.isMade = isMade;
    }

    /** @param taken names in lower case that the step itself uses */
    String next(OutputFormat format, Set<String> taken) {
        String name;
        do {
            name = "flux-" + numbers.getAsInt() + "." + format.extension();
        } while (taken.contains(name.toLowerCase(Locale.ROOT)) || isMade.test(name));
        return name;
    }
}
