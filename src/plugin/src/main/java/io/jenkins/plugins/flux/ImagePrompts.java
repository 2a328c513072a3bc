package io.jenkins.plugins.flux;

import hudson.FilePath;
import io.jenkins.plugins.flux.image.ImageException;
import io.jenkins.plugins.flux.image.ImageHeader;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import io.jenkins.plugins.flux.queue.ParameterRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the images that guide a generation from the workspace, each once. */
final class ImagePrompts {

    private static final String FIELD = ParameterRules.IMAGE_PROMPT;
    private static final String INSIDE = "a path inside the workspace";

    private final Optional<FilePath> workspace;
    private final Map<String, String> read = new HashMap<>();

    ImagePrompts(Optional<FilePath> workspace) {
        this.workspace = workspace;
    }

    /**
     * Reads a file of the workspace, in Base64. Blocks: it may be on an agent.
     *
     * @throws InvalidParameterException when there is no such file inside the workspace, or it is too large
     */
    String read(String path) throws IOException, InterruptedException {
        String known = read.get(path);
        if (known == null) {
            known = Base64.getEncoder().encodeToString(readFile(path));
            read.put(path, known);
        }
        return known;
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
        FilePath root = workspace.orElseThrow(() -> InvalidParameterException.notAllowed(
                FIELD, path, "a file of the workspace, so the step needs to be inside node"));
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
