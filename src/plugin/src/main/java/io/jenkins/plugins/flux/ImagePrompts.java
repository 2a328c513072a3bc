package io.jenkins.plugins.flux;

import hudson.FilePath;
import io.jenkins.plugins.flux.generation.ImagePromptFile;
import io.jenkins.plugins.flux.image.ImageException;
import io.jenkins.plugins.flux.image.ImageHeader;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Reads the images that guide a generation from the workspace, each once. */
final class ImagePrompts {

    private static final String FIELD = ParameterRules.IMAGE_PROMPT;
    private static final String INSIDE = "a path inside the workspace";

    private final Optional<Workspace> workspace;
    private final Map<String, Content> read = new HashMap<>();

    /**
     * An image prompt.
     *
     * @param base64 as the service wants it
     */
    record Content(String base64, ImagePromptFile file) {}

    ImagePrompts(Optional<Workspace> workspace) {
        this.workspace = workspace;
    }

    /**
     * Reads a file of the workspace. Blocks: it may be on an agent.
     *
     * @throws InvalidParameterException when there is no such file inside the workspace, or it is too large
     */
    Content read(String path) throws IOException, InterruptedException {
        Content known = read.get(path);
        if (known == null) {
            byte[] bytes = readFile(path);
            known = new Content(Base64.getEncoder().encodeToString(bytes), new ImagePromptFile(path, sha256Of(bytes)));
            read.put(path, known);
        }
        return known;
    }

    /**
     * Reads a file again.
     *
     * @throws InvalidParameterException also when it is another one by now
     */
    Content readAgain(ImagePromptFile file) throws IOException, InterruptedException {
        Content content = read(file.path());
        if (!content.file().equals(file)) {
            throw InvalidParameterException.notAllowed(
                    FIELD, file.path(), "the file that it was when the step began, with SHA-256 " + file.sha256());
        }
        return content;
    }

    private static String sha256Of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Checks what can be told of a path without the workspace.
     *
     * @throws InvalidParameterException when it leads out of any workspace
     */
    static void checkPath(String path) {
        int depth = path.startsWith("/") || path.startsWith("\\") || path.matches("[A-Za-z]:.*") ? -1 : 0;
        for (String part : path.split("[/\\\\]")) {
            if (depth >= 0 && !part.isEmpty() && !part.equals(".")) {
                depth += part.equals("..") ? -1 : 1;
            }
        }
        if (depth < 0) {
            throw InvalidParameterException.notAllowed(FIELD, path, INSIDE);
        }
    }

    private byte[] readFile(String path) throws IOException, InterruptedException {
        FilePath root = workspace
                .orElseThrow(() -> InvalidParameterException.notAllowed(
                        FIELD, path, "a file of the workspace, so the step needs to be inside node"))
                .find();
        // Jenkins calls nothing a descendant of a directory that does not exist yet.
        if (root.exists() && !isInside(root, path)) {
            throw InvalidParameterException.notAllowed(FIELD, path, INSIDE);
        }
        FilePath file = root.child(path);
        if (!root.exists() || !file.exists() || file.isDirectory()) {
            throw InvalidParameterException.notAllowed(FIELD, path, "a file that exists in the workspace");
        }
        if (file.length() > ParameterRules.MAX_IMAGE_PROMPT_BYTES) {
            throw InvalidParameterException.notAllowed(
                    FIELD, path, "a file of at most " + ParameterRules.MAX_IMAGE_PROMPT_BYTES + " bytes");
        }
        byte[] bytes;
        try (InputStream content = file.read()) {
            bytes = content.readNBytes(ParameterRules.MAX_IMAGE_PROMPT_BYTES + 1);
        }
        try {
            ImageHeader.read(new ByteArrayInputStream(bytes));
        } catch (ImageException noImage) {
            throw InvalidParameterException.notAllowed(FIELD, path, "a PNG, JPEG or WebP image");
        }
        return bytes;
    }

    private static boolean isInside(FilePath root, String path) throws IOException, InterruptedException {
        try {
            return root.isDescendant(path);
        } catch (IllegalArgumentException absolute) {
            return false;
        }
    }
}
