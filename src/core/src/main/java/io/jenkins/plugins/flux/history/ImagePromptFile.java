package io.jenkins.plugins.flux.history;

import java.util.Objects;

/**
 * The file that an image prompt was read from.
 *
 * @param path where the host has read it, so that it can read it again after a restart
 * @param sha256 lower-case hexadecimal checksum of its bytes
 */
public record ImagePromptFile(String path, String sha256) {

    public ImagePromptFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(sha256, "sha256");
    }
}
