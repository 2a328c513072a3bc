package io.jenkins.plugins.flux;

import hudson.FilePath;
import io.jenkins.plugins.flux.generation.ImageStore;
import io.jenkins.plugins.flux.image.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final Optional<Place> lastResort;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    /**
     * @param temporaryDirectory made if there is none
     * @param lastResort takes what no place takes
     * @throws IOException when the build's directory cannot be written to: told before anything is paid for
     */
    BuildImageStore(Path temporaryDirectory, List<Place> places, Optional<Place> lastResort) throws IOException {
        this.lastResort = lastResort;
        this.temporaryDirectory = Files.createDirectories(temporaryDirectory);
        this.places = List.copyOf(places);
    }

    @Override
    public Path temporaryDirectory() {
        return temporaryDirectory;
    }

    /** Fails only when no place takes it: once it is somewhere, it must not be reported as missing. */
    @Override
    public void store(String name, StoredImage image) throws IOException, InterruptedException {
        putSomewhere(name, image.file());
    }

    @Override
    public String keepAnswer(String requestId, String answer) throws IOException, InterruptedException {
        String name = "flux-answer-" + requestId + ".json";
        Path file = temporaryDirectory.resolve(name);
        Files.writeString(file, answer);
        putSomewhere(name, file);
        return name;
    }

    /** Puts a file into all places; one that does not take it becomes a problem. */
    void put(String path, Path file) throws InterruptedException {
        problems.addAll(putWhereverPossible(path, file));
    }

    /** What could not be put somewhere, one line each; the images themselves are stored. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void putSomewhere(String path, Path file) throws IOException, InterruptedException {
        List<String> notPut = putWhereverPossible(path, file);
        if (notPut.size() == places.size()) {
            String reasons = String.join("; ", notPut);
            lastResort.orElseThrow(() -> new IOException(reasons)).put(path, file);
            problems.add(Messages.BuildImageStore_keptElsewhere(path, reasons));
        } else {
            problems.addAll(notPut);
        }
    }

    private List<String> putWhereverPossible(String path, Path file) throws InterruptedException {
        List<String> notPut = new ArrayList<>();
        for (Place place : places) {
            try {
                place.put(path, file);
            } catch (IOException | RuntimeException refused) {
                notPut.add(refused.getMessage());
            }
        }
        return notPut;
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
