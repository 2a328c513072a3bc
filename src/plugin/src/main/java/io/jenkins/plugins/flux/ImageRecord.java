package io.jenkins.plugins.flux;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The class name of an image in the build.xml of the first release. XStream creates its instances; nothing else uses
 * it.
 */
final class ImageRecord extends io.jenkins.plugins.flux.record.ImageRecord {

    private static final long serialVersionUID = 1L;

    private ImageRecord(JsonNode manifest) {
        super(manifest);
    }
}
