package io.jenkins.plugins.flux;

import hudson.FilePath;
import io.jenkins.plugins.flux.generation.ImageStore;
import io.jenkins.plugins.flux.image.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the images of one step: downloads land in a temporary directory below the build's own, and each verified file is
 * handed to every place that shall have it.
 */
final class BuildImageStore implements ImageStore, AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(BuildImageStore.class.getName());

    /** One place where files of a build are kept. */
    interface Place {

        /**
         * Puts a file there, over one of the same path. Blocks.
         *
         * @param path relative, with {@code /} between its parts
         * @throws IOException with a message that names the place
         */
        void put(String path, Path file) throws IOException, InterruptedException;
    }

    private final Path temporaryDirectory;
    private final List<Place> places;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    /**
     * @throws IOException when the build's directory cannot be written to: told before anything is paid for
     */
    BuildImageStore(Path buildDirectory, List<Place> places) throws IOException {
        this.temporaryDirectory = Files.createTempDirectory(buildDirectory, "flux-generate-");
        this.places = List.copyOf(places);
    }

    @Override
    public Path temporaryDirectory() {
        return temporaryDirectory;
    }

    /** Fails only when the first place does not take it: once it is somewhere, it must not be reported as missing. */
    @Override
    public void store(String name, StoredImage image) throws IOException, InterruptedException {
        places.get(0).put(name, image.file());
        putWhereverPossible(name, image.file(), places.subList(1, places.size()));
    }

    @Override
    public String keepAnswer(String requestId, String answer) throws IOException, InterruptedException {
        String name = "flux-answer-" + requestId + ".json";
        Path file = temporaryDirectory.resolve(name);
        Files.writeString(file, answer);
        places.get(0).put(name, file);
        return name;
    }

    /** Puts a file into all places; one that does not take it becomes a problem. */
    void put(String path, Path file) throws InterruptedException {
        putWhereverPossible(path, file, places);
    }

    /** What could not be put somewhere, one line each; the images themselves are stored. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void putWhereverPossible(String path, Path file, List<Place> where) throws InterruptedException {
        for (Place place : where) {
            try {
                place.put(path, file);
            } catch (IOException notPut) {
                problems.add(notPut.getMessage());
            }
        }
    }

    /** Removes the temporary directory and whatever a broken download left there. */
    @Override
    public void close() {
        try {
            new FilePath(temporaryDirectory.toFile()).deleteRecursive();
        } catch (IOException left) {
            LOGGER.log(Level.WARNING, "Could not remove the temporary directory " + temporaryDirectory, left);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
