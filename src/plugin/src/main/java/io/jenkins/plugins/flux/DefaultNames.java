package io.jenkins.plugins.flux;

import io.jenkins.plugins.flux.queue.OutputFormat;
import java.util.Locale;
import java.util.Set;

/** Names for images whose {@code output} is not given: {@code flux-1.jpg}, {@code flux-2.png}, unique in their build. */
final class DefaultNames {

    private final GeneratedImagesAction build;

    /**
     * @param build gives numbers, and knows the images that the build has already
     */
    DefaultNames(GeneratedImagesAction build) {
        this.build = build;
    }

    /**
     * @param taken names in lower case that the step gives itself
     */
    String next(OutputFormat format, Set<String> taken) {
        String name;
        do {
            name = "flux-" + build.nextNumber() + "." + format.extension();
        } while (taken.contains(name.toLowerCase(Locale.ROOT)) || isMade(name));
        return name;
    }

    private boolean isMade(String name) {
        return build.getImages().stream().anyMatch(image -> image.getPath().equalsIgnoreCase(name));
    }
}
