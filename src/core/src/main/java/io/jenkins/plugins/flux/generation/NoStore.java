package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;

/** Where images go whose build is gone: nowhere. */
final class NoStore implements ImageStore {

    private static final String GONE = "the build is gone, so there is no place to store its images";

    @Override
    public Path temporaryDirectory() throws IOException {
        throw new IOException(GONE);
    }

    @Override
    public void store(String name, StoredImage image) throws IOException {
        throw new IOException(GONE);
    }

    @Override
    public String keepAnswer(String requestId, String answer) throws IOException {
        throw new IOException(GONE);
    }
}
