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
 * Stores the images of one step: downloads go to a temporary directory in the build directory, and verified files are
 * copied to every place that should have them. Thread-safe; methods block.
 */
@Restricted(NoExternalUse.class)
public final class BuildImageStore implements ImageStore, AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger(BuildImageStore.class.getName());

    /** A place for files of a build. */
    interface Place {

        /**
         * Stores a file, replacing one of the same path. Blocks.
         *
         * @param path relative, with {@code /} as separator
         * @throws IOException with a message that names the place
         */
        void put(String path, Path file) throws IOException, InterruptedException;

        /**
         * Copies a file from this place. Blocks.
         *
         * @param mostBytes maximum size
         * @return false if there is no such file
         */
        boolean copyTo(OutputStream target, String path, long mostBytes) throws IOException, InterruptedException;
    }

    private final Path temporaryDirectory;
    private final ArtifactImageStore artifacts;
    private final boolean archive;
    private final Optional<WorkspaceImageStore> workspace;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    /** Whether paths are archived, as far as this process knows. */
    private final Map<String, Boolean> archived = new ConcurrentHashMap<>();

    /** Paths that the workspace has, or has permanently refused. */
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

    /**
     * @param temporaryDirectory created if it does not exist
     * @param archive whether files are archived; they always are if there is no other place for them
     * @throws IOException if the build directory is not writable; this happens before anything is paid for
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

    /** The build: its steps share the build's threads. */
    @Override
    public Object owner() {
        return artifacts.build();
    }

    @Override
    public Path temporaryDirectory() {
        return temporaryDirectory;
    }

    /** Fails only if no place accepts it: an image that is stored somewhere must not be reported as missing. */
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
     * Stores a file in all places; a place that refuses it becomes a problem. Artifacts first: the agent may be away,
     * and a paid image must be stored somewhere.
     *
     * @throws IOException if no place accepts it
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
            // If the agent is away, this is not a permanent refusal: the file follows when the agent is back.
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
     * Whether an image that an earlier execution stored is unchanged: in the artifacts, or else in the workspace, from
     * where it is archived again if required.
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
     * Copies files that are archived, but not in the workspace, because its agent was away or Jenkins was killed in
     * between. A file that cannot be copied becomes a problem.
     *
     * @throws AgentAwayException if its agent is away
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
        // A file that is not archived was stored in the workspace before the restart of Jenkins, as its only place.
        if (isArchived(path)) {
            try (InputStream content = artifacts.open(path)) {
                place.put(path, content);
            }
        }
    }

    /**
     * As {@link #completeWorkspace}, once its agent is back; files that the workspace does not get become problems.
     * Never fails.
     */
    public CompletableFuture<Void> completeWorkspaceLater(List<String> paths, AgentWait agent) {
        return agent.until(() -> completeWorkspace(paths)).exceptionally(failure -> {
            if (failure instanceof AgentAwayException away) {
                reportMissing(paths, away);
            } else {
                problems.add(failure instanceof IOException ? failure.getMessage() : failure.toString());
            }
            return null;
        });
    }

    private void reportMissing(List<String> paths, AgentAwayException away) {
        for (String path : paths) {
            if (settled.add(path)) {
                problems.add(Messages.BuildImageStore_agentAway(path, away.getMessage()));
            }
        }
    }

    public boolean isArchived(String path) {
        return archived.computeIfAbsent(path, artifacts::has);
    }

    /** Places that could not store a file, one line each; the images themselves are stored elsewhere. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Records a problem that does not concern the images themselves. */
    public void addProblem(String line) {
        problems.add(line);
    }

    /** Removes the temporary directory, with the remains of broken downloads. */
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
