package io.jenkins.plugins.flux;

import io.jenkins.plugins.flux.queue.OutputFormat;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;

/** Names for images whose {@code output} is not given: {@code flux-1.jpg}, {@code flux-2.png}, unique in their build. */
final class DefaultNames {

    private final IntSupplier numbers;

    /**
     * @param numbers gives a number that no other image of the build has got
     */
    DefaultNames(IntSupplier numbers) {
        this.numbers = numbers;
    }

    /**
     * @param taken names in lower case that the step has given already
     */
    String next(OutputFormat format, Set<String> taken) {
        String name;
        do {
            name = "flux-" + numbers.getAsInt() + "." + format.extension();
        } while (taken.contains(name.toLowerCase(Locale.ROOT)));
        return name;
    }
}
