package io.jenkins.plugins.flux.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What builds have left in Jenkins' home, read from another process.
 *
 * @param log the log of Jenkins
 */
record Remains(Path home, Path log) {

    private static final Pattern FINISHED = Pattern.compile("(?m)^Finished: (\\w+)$");

    private static final Pattern RESULT = Pattern.compile("(?m)^  <result>(\\w+)</result>$");

    /**
     * The program was not stored yet, or had ended and its graph was being moved, or is older than the end of {@code
     * node}.
     */
    private static final Pattern LOST_BY_JENKINS = Pattern.compile("(?m)"
            + "^java\\.io\\.FileNotFoundException: .*program\\.dat [^\\n]*$[\\s\\S]*^ERROR: Failed to load program$"
            + "|^ERROR: Cannot load build steps because FlowNode \\d+ for FlowHead \\d+ could not be loaded from "
            + "|cannot start writing logs to a finished node StepStartNode\\[[^\\n]*\\] node in ");

    private static final Pattern GIVEN_AN_EXECUTOR = Pattern.compile("(?m)^Running on ");

    private static final String JOURNAL = ".jsonl";

    /** Whether these builds, which this process has begun, have ended, and no other build has anything left to do. */
    boolean haveEnded(List<ScriptedBuild> builds) throws IOException {
        return builds.stream().allMatch(build -> result(build).isPresent())
                && activeJournals().isEmpty();
    }

    /** Whether these builds, which earlier processes have begun, are no longer in progress, nor is any other. */
    boolean areComplete(List<ScriptedBuild> builds) throws IOException {
        return activeJournals().isEmpty() && builds.stream().allMatch(this::isOver);
    }

    /** Names of the entries in the list of journals that have something left to do. */
    List<String> activeJournals() throws IOException {
        return names(home.resolve("flux-generate").resolve("active"));
    }

    /** Whether Jenkins has the build. One that was killed before it was first saved is gone. */
    boolean isThere(ScriptedBuild build) {
        return Files.exists(directory(build).resolve("build.xml"));
    }

    /** Freestyle builds end with their Jenkins, so they are over in the next one. */
    boolean isOver(ScriptedBuild build) {
        return !isThere(build) || !build.isPipeline() || (result(build).isPresent() && isStoredAsOver(build));
    }

    boolean isLost(ScriptedBuild build) {
        return isLost(directory(build));
    }

    /**
     * Whether Jenkins itself has failed a Pipeline because it had not stored enough of it to resume when it was killed
     * ({@code LostPipelineTest}, which has no step of this plugin).
     *
     * @param build the directory of the build
     */
    static boolean isLost(Path build) {
        return LOST_BY_JENKINS.matcher(read(build.resolve("log"))).find();
    }

    /** Whether Jenkins itself has run the only {@code node} of a Pipeline, and so its step, once more. */
    boolean ranNodeAgain(ScriptedBuild build) {
        return ranNodeAgain(directory(build));
    }

    /**
     * As above ({@code LostPipelineTest}, which has no step of this plugin).
     *
     * @param build the directory of the build
     */
    static boolean ranNodeAgain(Path build) {
        return GIVEN_AN_EXECUTOR.matcher(read(build.resolve("log"))).results().count() > 1;
    }

    private boolean isStoredAsOver(ScriptedBuild build) {
        return stored(build).contains("<completed>true</completed>");
    }

    private String stored(ScriptedBuild build) {
        return read(directory(build).resolve("build.xml"));
    }

    /**
     * The result in the last line of the console. A Pipeline that was killed when its script had just ended has no such
     * line: Jenkins saves the result at the next start, and prints nothing.
     */
    Optional<String> result(ScriptedBuild build) {
        Optional<String> printed = last(FINISHED, console(build));
        return printed.isEmpty() && build.isPipeline() && isStoredAsOver(build) ? last(RESULT, stored(build)) : printed;
    }

    private static Optional<String> last(Pattern pattern, String text) {
        return pattern.matcher(text).results().reduce((before, after) -> after).map(found -> found.group(1));
    }

    String console(ScriptedBuild build) {
        return read(directory(build).resolve("log"));
    }

    /** What a person can read about a build: its console, and the log of Jenkins. */
    String output(ScriptedBuild build) {
        return console(build) + read(log);
    }

    /** The journals of a build, by id. */
    Map<String, JournaledBatch> journals(ScriptedBuild build) throws IOException {
        Path directory = journalDirectory(build);
        Map<String, JournaledBatch> journals = new TreeMap<>();
        for (String name : names(directory)) {
            if (name.endsWith(JOURNAL)) {
                journals.put(
                        name.substring(0, name.length() - JOURNAL.length()),
                        JournaledBatch.read(directory.resolve(name)));
            }
        }
        return journals;
    }

    /** Whether the temporary directory of the journal's execution still exists. */
    boolean hasDownloads(ScriptedBuild build, String journal) {
        return Files.exists(journalDirectory(build).resolve(journal + ".tmp"));
    }

    Path artifact(ScriptedBuild build, String path) {
        return directory(build).resolve("archive").resolve(path);
    }

    /** The entry of the manifest for a request; missing if there is none. */
    JsonNode manifestEntry(ScriptedBuild build, String requestId) throws IOException {
        Path manifest = artifact(build, "flux-generate.json");
        ObjectMapper json = new ObjectMapper();
        if (Files.exists(manifest)) {
            for (JsonNode image : json.readTree(manifest.toFile()).path("images")) {
                if (image.path("requestId").asText().equals(requestId)) {
                    return image;
                }
            }
        }
        return json.missingNode();
    }

    /** Deletes the projects, so the next start need not load them. */
    void delete(List<ScriptedBuild> builds) throws IOException {
        for (ScriptedBuild build : builds) {
            delete(home.resolve("jobs").resolve(build.name()));
            delete(home.resolve("workspace").resolve(build.name()));
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path directory(ScriptedBuild build) {
        return home.resolve("jobs").resolve(build.name()).resolve("builds").resolve("1");
    }

    private Path journalDirectory(ScriptedBuild build) {
        return directory(build).resolve("flux-generate");
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Reads a file; empty if it does not exist. */
    private static String read(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
