package io.jenkins.plugins.flux.store;

import hudson.FilePath;
import io.jenkins.plugins.flux.generation.ImageStore;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.image.StoredImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Keeps the images of one step: downloads land in a temporary directory below the build's own, and each verified file
 * is handed to every place that shall have it. Safe for use by any thread; methods block.
 */
@Restricted(NoExternalUse.class)
public final class BuildImageStore implements ImageStore, AutoCloseable {

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

        /**
         * Copies a file from there. Blocks.
         *
         * @param mostBytes that it may have
         * @return false when there is no such file
         */
        boolean copyTo(OutputStream target, String path, long mostBytes) throws IOException, InterruptedException;
    }

    private final Path temporaryDirectory;
    private final ArtifactImageStore artifacts;
    private final boolean archive;
    private final Optional<WorkspaceImageStore> workspace;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    /** Which paths are among the artifacts, as far as this process knows. */
    private final Map<String, Boolean> archived = new ConcurrentHashMap<>();

    /** Paths that the workspace has taken, or refused for good. */
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

    /**
     * @param temporaryDirectory made if there is none
     * @param archive whether files become artifacts; they do in any case when there is no other place for them
     * @throws IOException when the build's directory cannot be written to: told before anything is paid for
     */
    public BuildImageStore(
            Path temporaryDirectory,
            ArtifactImageStore artifacts,
            boolean archive,
            Optional<WorkspaceImageStore> workspace)
            throws IOException {
        this.temporaryDirectory = Files.createDirectories(temporaryDirectory);
        this.artifacts = artifacts;
        this.archive = archive;
        this.workspace = workspace;
    }

    /** The build: its steps share what it has of the threads. */
    @Override
    public Object owner() {
        return artifacts.build();
    }

    @Override
    public Path temporaryDirectory() {
        return temporaryDirectory;
    }

    /** Fails only when no place takes it: once it is somewhere, it must not be reported as missing. */
    @Override
    public void store(String name, StoredImage image) throws IOException, InterruptedException {
        put(name, image.file());
    }

    @Override
    public String keepAnswer(String requestId, String answer) throws IOException, InterruptedException {
        String name = "flux-answer-" + requestId + ".json";
        Path file = temporaryDirectory.resolve(name);
        Files.writeString(file, answer);
        put(name, file);
        return name;
    }

    /**
     * Puts a file into all places; one that does not take it becomes a problem. Artifacts first: the agent may be gone
     * by then, and a paid image must be somewhere.
     *
     * @throws IOException when no place takes it
     */
    public void put(String path, Path file) throws IOException, InterruptedException {
        List<String> refusals = new ArrayList<>();
        boolean isArchived = archive && isPut(artifacts, path, file, refusals);
        archived.put(path, isArchived);
        boolean isInWorkspace = false;
        boolean isAway = false;
        if (workspace.isPresent()) {
            try {
                isInWorkspace = isPut(workspace.get(), path, file, refusals);
                settled.add(path);
            } catch (AgentAwayException away) {
                isAway = true;
                refusals.add(away.getMessage());
            }
        }
        if (isArchived || isInWorkspace) {
            // What an agent that is away has not got is not refused for good: it follows when the agent is back.
            problems.addAll(isAway ? List.of() : refusals);
        } else if (archive) {
            throw new IOException(String.join("; ", refusals));
        } else {
            artifacts.put(path, file);
            archived.put(path, true);
            if (!isAway) {
                problems.add(Messages.BuildImageStore_keptElsewhere(path, String.join("; ", refusals)));
            }
        }
    }

    /**
     * Whether an image that an earlier execution has stored is there as it was: among the artifacts, or else in the
     * workspace, from where it is archived again if it shall be.
     */
    public boolean recover(GeneratedImage image) throws IOException, InterruptedException {
        String path = image.name();
        Path copy = temporaryDirectory.resolve(image.sha256() + ".found");
        try {
            if (isFound(artifacts, image, copy)) {
                archived.put(path, true);
                return true;
            }
            if (workspace.isEmpty() || !isFound(workspace.get(), image, copy)) {
                return false;
            }
            settled.add(path);
            if (archive || isArchived(path)) {
                archived.put(path, isPut(artifacts, path, copy, problems));
            }
            return true;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static boolean isFound(Place place, GeneratedImage image, Path copy) throws InterruptedException {
        try (DigestOutputStream target =
                new DigestOutputStream(Files.newOutputStream(copy), MessageDigest.getInstance("SHA-256"))) {
            return place.copyTo(target, image.name(), image.bytes())
                    && image.sha256()
                            .equals(HexFormat.of()
                                    .formatHex(target.getMessageDigest().digest()));
        } catch (IOException | RuntimeException | NoSuchAlgorithmException unreadable) {
            LOGGER.log(Level.WARNING, "A stored image cannot be read: " + image.name(), unreadable);
            return false;
        }
    }

    private static boolean isPut(Place place, String path, Path file, List<String> refusals)
            throws AgentAwayException, InterruptedException {
        try {
            place.put(path, file);
            return true;
        } catch (AgentAwayException away) {
            throw away;
        } catch (IOException | RuntimeException refused) {
            refusals.add(refused.getMessage());
            return false;
        }
    }

    /**
     * Copies what is among the artifacts and not in the workspace: its agent was away, or Jenkins was killed in
     * between. What cannot be copied becomes a problem.
     *
     * @throws AgentAwayException when its agent is away
     */
    private void completeWorkspace(List<String> paths) throws AgentAwayException, InterruptedException {
        if (workspace.isEmpty()) {
            return;
        }
        for (String path : paths) {
            if (!settled.contains(path)) {
                try {
                    copyIntoWorkspace(path, workspace.get());
                } catch (AgentAwayException away) {
                    throw away;
                } catch (IOException | RuntimeException refused) {
                    problems.add(refused.getMessage());
                }
                settled.add(path);
            }
        }
    }

    private void copyIntoWorkspace(String path, WorkspaceImageStore place) throws IOException, InterruptedException {
        // What is not there went into the workspace before Jenkins was restarted, for it had no other place.
        if (isArchived(path)) {
            try (InputStream content = artifacts.open(path)) {
                place.put(path, content);
            }
        }
    }

    /**
     * As {@link #completeWorkspace}, when its agent is back; what its workspace does not get becomes a problem. Never
     * fails.
     */
    public CompletableFuture<Void> bringHome(List<String> paths, AgentWait agent) {
        return agent.until(() -> completeWorkspace(paths)).exceptionally(failure -> {
            if (failure instanceof AgentAwayException away) {
                giveUpWorkspace(paths, away);
            } else {
                problems.add(failure instanceof IOException ? failure.getMessage() : failure.toString());
            }
            return null;
        });
    }

    private void giveUpWorkspace(List<String> paths, AgentAwayException away) {
        for (String path : paths) {
            if (settled.add(path)) {
                problems.add(Messages.BuildImageStore_agentAway(path, away.getMessage()));
            }
        }
    }

    /** Whether a file is among the artifacts. */
    public boolean isArchived(String path) {
        return archived.computeIfAbsent(path, artifacts::has);
    }

    /** What could not be put somewhere, one line each; the images themselves are stored. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Notes what went wrong beside the images. */
    public void addProblem(String line) {
        problems.add(line);
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
