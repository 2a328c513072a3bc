package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** The file formats that the service renders. */
public enum OutputFormat {
    /** JPEG, the service's default. */
    JPEG("jpeg", List.of("jpg", "jpeg")),
    PNG("png", List.of("png"));

    private final String wireName;
    private final List<String> extensions;

    OutputFormat(String wireName, List<String> extensions) {
        this.wireName = wireName;
        this.extensions = extensions;
    }

    /** The name in requests, journals and the manifest. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The extension for new files, without a dot. */
    public String extension() {
        return extensions.get(0);
    }

    /** All usual extensions, without a dot, in lower case. */
    public List<String> extensions() {
        return extensions;
    }

    /** Whether a file with this extension (without a dot, in any case) may hold this format. */
    public boolean acceptsExtension(String extension) {
        return extensions.contains(extension.toLowerCase(Locale.ROOT));
    }
}
