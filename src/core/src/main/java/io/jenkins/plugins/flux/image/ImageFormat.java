package io.jenkins.plugins.flux.image;

import java.util.List;

/** The accepted image formats, recognized by the first bytes of a file and never by its name. */
public enum ImageFormat {
    /** JPEG, baseline or progressive. */
    JPEG("image/jpeg", List.of("jpg", "jpeg")),
    PNG("image/png", List.of("png")),
    /** WebP, lossy, lossless or extended. */
    WEBP("image/webp", List.of("webp"));

    private final String mediaType;
    private final List<String> extensions;

    ImageFormat(String mediaType, List<String> extensions) {
        this.mediaType = mediaType;
        this.extensions = extensions;
    }

    /** The media type, as in {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /** The usual extensions, without a dot, in lower case; the first is for new files. */
    public List<String> extensions() {
        return extensions;
    }
}
