package io.jenkins.plugins.flux.plan;

import hudson.FilePath;
import io.jenkins.plugins.flux.history.ImagePromptFile;
import io.jenkins.plugins.flux.image.ImageException;
import io.jenkins.plugins.flux.image.ImageHeader;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.Parameter;
import io.jenkins.plugins.flux.queue.ParameterRules;
import io.jenkins.plugins.flux.store.Workspace;
import io.jenkins.plugins.flux.store.WorkspaceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Copies image prompts from the workspace, each once: until they are submitted, they occupy disk space on the
 * controller, but no memory, and need no agent.
 */
@Restricted(NoExternalUse.class)
public final class ImagePrompts {

    private final Optional<Workspace> workspace;
    private final Path directory;
    private final Map<String, Content> read = new HashMap<>();

    /**
     * An image prompt.
     *
     * @param copy on the controller, for as long as the step runs
     */
    public record Content(Path copy, ImagePromptFile file) {}

    /** @param directory where copies are kept; created with the first copy */
    public ImagePrompts(Optional<Workspace> workspace, Path directory) {
        this.workspace = workspace;
        this.directory = directory;
    }

    /**
     * Copies a file of the workspace. Blocks: it may be on an agent.
     *
     * @throws InvalidParameterException if there is no such file inside the workspace, or it is not an image or too
     *     large
     */
    Content read(String path) throws IOException, InterruptedException {
        Content known = read.get(path);
        if (known == null) {
            known = copy(path);
            read.put(path, known);
        }
        return known;
    }

    /**
     * The copy that was made when the step began, or a new one if that is gone.
     *
     * @throws InvalidParameterException also if the file has changed since
     */
    public Content readAgain(ImagePromptFile file) throws IOException, InterruptedException {
        Path kept = copyOf(file.sha256());
        if (Files.isRegularFile(kept)) {
            return new Content(kept, file);
        }
        Content content = read(file.path());
        if (!content.file().equals(file)) {
            throw StepRules.IMAGE_PROMPT.refusal(
                    file.path(), "the same file as when the step began, with SHA-256 " + file.sha256());
        }
        return content;
    }

    private Path copyOf(String sha256) {
        return directory.resolve("image-prompt-" + sha256);
    }

    /** The rule of {@code imagePrompt}, as far as it can be checked without the workspace. */
    static String checkPath(Parameter<String> row, Object written) {
        String path = written.toString().trim();
        int depth = path.startsWith("/") || path.startsWith("\\") || path.matches("[A-Za-z]:.*") ? -1 : 0;
        for (String part : path.split("[/\\\\]")) {
            if (depth >= 0 && !part.isEmpty() && !part.equals(".")) {
                depth += part.equals("..") ? -1 : 1;
            }
        }
        if (depth < 0) {
            throw row.refusal(path);
        }
        return path;
    }

    private Content copy(String path) throws IOException, InterruptedException {
        FilePath root = workspace
                .orElseThrow(() -> StepRules.IMAGE_PROMPT.refusal(
                        path, "a file in the workspace, so the step must be inside node"))
                .find();
        // Jenkins calls nothing a descendant of a directory that does not exist yet.
        if (root.exists() && !isInside(root, path)) {
            throw StepRules.IMAGE_PROMPT.refusal(path);
        }
        Path unfinished = Files.createDirectories(directory).resolve(UUID.randomUUID() + ".part");
        try {
            String sha256 = copy(root, path, unfinished);
            Path copy = copyOf(sha256);
            // Whole or not at all, because a restart reuses it.
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            return new Content(copy, new ImagePromptFile(path, sha256));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The SHA-256 of the copy. */
    private static String copy(FilePath root, String path, Path target) throws IOException, InterruptedException {
        MessageDigest digest = sha256();
        long length = 0;
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (byte[] piece = piece(root, path, 0); piece.length > 0; piece = piece(root, path, length)) {
                digest.update(piece);
                length += piece.length;
                if (length > ParameterRules.MAX_IMAGE_PROMPT_BYTES) {
                    throw refusal(path, WorkspaceFile.Refusal.TOO_LARGE);
                }
                for (ByteBuffer bytes = ByteBuffer.wrap(piece); bytes.hasRemaining(); ) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }
        try (InputStream content = Files.newInputStream(target)) {
            ImageHeader.read(content);
        } catch (ImageException noImage) {
            throw StepRules.IMAGE_PROMPT.refusal(path, "a PNG, JPEG or WebP image");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] piece(FilePath root, String path, long position) throws IOException, InterruptedException {
        WorkspaceFile.Piece piece = root.act(new WorkspaceFile(path, position, ParameterRules.MAX_IMAGE_PROMPT_BYTES));
        WorkspaceFile.Refusal refusal = piece.refusal();
        if (refusal != null) {
            throw refusal(path, refusal);
        }
        return piece.bytes();
    }

    private static InvalidParameterException refusal(String path, WorkspaceFile.Refusal refusal) {
        return StepRules.IMAGE_PROMPT.refusal(
                path,
                switch (refusal) {
                    case MISSING -> "a file that exists in the workspace";
                    case OUTSIDE -> StepRules.IMAGE_PROMPT.rule();
                    case NOT_REGULAR -> "a regular file, not a folder, pipe or device";
                    case TOO_LARGE -> "a file of at most " + ParameterRules.MAX_IMAGE_PROMPT_BYTES + " bytes";
                });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isInside(FilePath root, String path) throws IOException, InterruptedException {
        try {
            return root.isDescendant(path);
        } catch (IllegalArgumentException absolute) {
            return false;
        }
    }
}
