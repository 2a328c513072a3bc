package io.jenkins.plugins.flux.image;

import java.nio.file.Path;

/**
 * An image that is complete, checked and in its place.
 *
 * @param file where it is
 * @param header its format and size
 * @param bytes the size of the file
 * @param sha256 of the file, in lower-case hexadecimal
 */
public record StoredImage(Path file, ImageHeader header, long bytes, String sha256) {}
