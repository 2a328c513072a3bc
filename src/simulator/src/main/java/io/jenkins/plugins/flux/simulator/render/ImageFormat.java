package io.jenkins.plugins.flux.simulator.render;

/** The file formats that can be rendered. */
public enum ImageFormat {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png");

    private final String contentType;
    private final String extension;

    ImageFormat(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    /** Returns the format for a value of {@code output_format}. */
    public static ImageFormat of(String outputFormat) {
        return outputFormat.equals("png") ? PNG : JPEG;
    }

    public String contentType() {
        return contentType;
    }

    /** The file extension, without the dot. */
    public String extension() {
        return extension;
    }
}
