package io.jenkins.plugins.flux.image;

import java.nio.file.Path;

/**
 * An image that is complete, verified and in place.
 *
 * @param file its path
 * @param header its format and size
 * @param bytes the size of the file
 * @param sha256 of the file, in lower-case hexadecimal
 */
public record StoredImage(Path file, ImageHeader header, long bytes, String sha256) {}
