package io.jenkins.plugins.flux;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The name under which builds of the first release have an image in their build.xml. XStream makes its instances;
 * nothing else uses it.
 */
final class ImageRecord extends io.jenkins.plugins.flux.record.ImageRecord {

    private static final long serialVersionUID = 1L;

    private ImageRecord(JsonNode manifest) {
        super(manifest);
    }
}
