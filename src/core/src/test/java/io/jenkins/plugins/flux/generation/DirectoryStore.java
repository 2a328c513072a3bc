package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.image.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps images in a directory. */
record DirectoryStore(Path directory) implements ImageStore {

    @Override
    public Path temporaryDirectory() throws IOException {
        return Files.createDirectories(directory.resolve("temporary"));
    }

    @Override
    public void store(String name, StoredImage image) throws IOException {
        Path target = directory.resolve("store").resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(image.file(), target, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String keepAnswer(String requestId, String answer) throws IOException {
        Path target = directory.resolve("store").resolve("answer.json");
        Files.createDirectories(target.getParent());
        Files.writeString(target, answer);
        return "answer.json";
    }
}
