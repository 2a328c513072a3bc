package io.jenkins.plugins.flux.image;

import java.util.List;

/** The image formats that are accepted, known by the first bytes of a file and never by its name. */
public enum ImageFormat {
    /** JPEG, baseline or progressive. */
    JPEG("image/jpeg", List.of("jpg", "jpeg")),
    /** PNG. */
    PNG("image/png", List.of("png")),
    /** WebP, lossy, lossless or extended. */
    WEBP("image/webp", List.of("webp"));

    private final String mediaType;
    private final List<String> extensions;

    ImageFormat(String mediaType, List<String> extensions) {
        this.mediaType = mediaType;
        this.extensions = extensions;
    }

    /** The media type, as for {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /** The usual extensions, without a dot, in lower case; the first is for new files. */
    public List<String> extensions() {
        return extensions;
    }
}
