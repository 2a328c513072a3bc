package io.jenkins.plugins.flux.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The artifacts of the build, in a directory of the demo. */
final class DemoResult {
    static final String MANIFEST = "flux-generate.json";

    private final Path directory;

    DemoResult(Path directory) {
        this.directory = directory;
    }

    /** Copies all artifacts into the directory. */
    void copy(Map<String, Path> artifacts) throws IOException {
        for (Map.Entry<String, Path> artifact : artifacts.entrySet()) {
            Path target = directory.resolve(artifact.getKey());
            Files.createDirectories(target.getParent());
            Files.copy(artifact.getValue(), target);
        }
    }

    /**
     * Reads the images in the manifest.
     *
     * @throws DemoFailedException if one is missing or does not match the manifest
     */
    List<ShownImage> images() throws IOException {
        Path manifest = directory.resolve(MANIFEST);
        if (!Files.exists(manifest)) {
            throw new DemoFailedException("The build left no " + MANIFEST + ".");
        }
        List<ShownImage> images = new ArrayList<>();
        for (JsonNode entry : new ObjectMapper().readTree(manifest.toFile()).path("images")) {
            ShownImage image = ShownImage.of(entry);
            check(image, directory.resolve(image.path()));
            images.add(image);
        }
        if (images.isEmpty()) {
            throw new DemoFailedException(MANIFEST + " names no image.");
        }
        return images;
    }

    private static void check(ShownImage image, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DemoFailedException(image.path() + " is in the manifest but not among the artifacts.");
        }
        if (!sha256(file).equals(image.sha256())) {
            throw new DemoFailedException(image.path() + " is not the file that the manifest describes.");
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
