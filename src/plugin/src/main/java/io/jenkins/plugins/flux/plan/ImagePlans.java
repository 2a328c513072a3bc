package io.jenkins.plugins.flux.plan;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.OutputFormat;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the list of images from the parameters: an entry's values override those of the step, and the service's
 * defaults apply to the rest. Refuses every mistake before anything is paid for.
 */
final class ImagePlans {

    /** Drawn seeds stay in a range that any client can reuse without losing digits. */
    private static final int DRAWN_SEED_BITS = 31;

    private final StepParameters parameters;
    private final ImagePrompts imagePrompts;
    private final DefaultNames defaultNames;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> given = new HashSet<>();
    private final NavigableSet<String> taken = new TreeSet<>(Set.of(OutputPath.MANIFEST));

    ImagePlans(StepParameters parameters, ImagePrompts imagePrompts, DefaultNames defaultNames) {
        this.parameters = parameters;
        this.imagePrompts = imagePrompts;
        this.defaultNames = defaultNames;
    }

    /**
     * @throws InvalidParameterException when a value breaks its rule
     * @throws IOException when an image prompt cannot be read
     */
    List<PlannedImage> plan() throws IOException, InterruptedException {
        List<? extends ImageParameters> entries = parameters.getImages();
        reserve(entries);
        if (entries == null) {
            return List.of(image(parameters));
        }
        String common = parameters.read(StepRules.OUTPUT);
        if (common != null) {
            throw StepRules.OUTPUT.refusal(common, "given for each entry of images, not for all of them");
        }
        List<PlannedImage> planned = new ArrayList<>();
        for (ImageParameters entry : entries) {
            try {
                planned.add(image(entry));
            } catch (InvalidParameterException refused) {
                throw new AbortException("images[" + planned.size() + "]." + refused.getMessage());
            }
        }
        return planned;
    }

    private PlannedImage image(ImageParameters entry) throws IOException, InterruptedException {
        Map<Parameter<?>, Object> written = new LinkedHashMap<>();
        ParameterRules.ALL.forEach(parameter -> written.put(parameter, own(entry, parameter)));
        boolean isSeedDrawn = ParameterRules.SEED.read(written.get(ParameterRules.SEED)) == null;
        if (isSeedDrawn) {
            written.put(ParameterRules.SEED, new BigInteger(DRAWN_SEED_BITS, random));
        }
        // Before the image prompt is read, which may take long.
        ImageRequest request = ImageRequest.of(written);
        String output = entry.read(StepRules.OUTPUT);
        OutputFormat format = request.outputFormat();
        String name = output == null ? defaultNames.next(format, given) : OutputPath.check(output, format);
        checkConflict(name);
        String imagePrompt = StepRules.IMAGE_PROMPT.read(own(entry, StepRules.IMAGE_PROMPT));
        if (imagePrompt == null) {
            return new PlannedImage(name, request, Optional.empty(), isSeedDrawn, output == null);
        }
        ImagePrompts.Content content = imagePrompts.read(imagePrompt);
        return new PlannedImage(
                name,
                request.withImagePrompt(content.copy()),
                Optional.of(content.file()),
                isSeedDrawn,
                output == null);
    }

    /** The entry's own value, or that of the step. */
    @CheckForNull
    private Object own(ImageParameters entry, Parameter<?> parameter) {
        Object own = entry.get(parameter);
        return own == null ? parameters.get(parameter) : own;
    }

    /** A drawn name must not be one that a later entry specifies. */
    private void reserve(@CheckForNull List<? extends ImageParameters> entries) {
        if (entries != null) {
            entries.stream()
                    .map(entry -> entry.read(StepRules.OUTPUT))
                    .filter(Objects::nonNull)
                    .forEach(output -> given.add(output.toLowerCase(Locale.ROOT)));
        }
    }

    /** A file of one image cannot be a folder of another. */
    private void checkConflict(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!taken.add(lower)) {
            throw StepRules.OUTPUT.refusal(name, "different for each image of a step");
        }
        String inside = taken.ceiling(lower + "/");
        if (inside != null && inside.startsWith(lower + "/")) {
            throw isFolder(name, inside);
        }
        for (int slash = lower.indexOf('/'); slash > 0; slash = lower.indexOf('/', slash + 1)) {
            String folder = lower.substring(0, slash);
            if (taken.contains(folder)) {
                throw isFolder(name, folder);
            }
        }
    }

    private static InvalidParameterException isFolder(String name, String other) {
        return StepRules.OUTPUT.refusal(name, "a path whose folders are not files of other images, here " + other);
    }
}
