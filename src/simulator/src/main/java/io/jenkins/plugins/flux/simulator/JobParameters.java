package io.jenkins.plugins.flux.simulator;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The parameters of an accepted job, with defaults filled in.
 *
 * @param prompt as sent, directives included
 * @param width in pixels
 * @param height in pixels
 * @param promptUpsampling as sent
 * @param seed the effective seed, exact
 * @param seedGiven false if the simulator drew the seed
 * @param safetyTolerance 0 to 6
 * @param outputFormat {@code jpeg} or {@code png}
 * @param imagePromptSha256 SHA-256 of the decoded image prompt, in lower-case hexadecimal
 */
public record JobParameters(
        String prompt,
        int width,
        int height,
        boolean promptUpsampling,
        BigInteger seed,
        boolean seedGiven,
        int safetyTolerance,
        String outputFormat,
        Optional<String> imagePromptSha256) {}
