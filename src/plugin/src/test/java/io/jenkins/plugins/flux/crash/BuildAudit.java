package io.jenkins.plugins.flux.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.simulator.JobRecord;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares what a build has left with what the service knows about its jobs. */
final class BuildAudit {

    private final ScriptedBuild build;
    private final boolean isStranded;
    private final Remains remains;
    private final SimulatorRecord record;
    private final String output;
    private final List<String> differences = new ArrayList<>();
    private final List<ImageState> states = new ArrayList<>();
    private String result;

    /** @param isStranded whether Jenkins itself never ends it */
    BuildAudit(ScriptedBuild build, boolean isStranded, Remains remains, SimulatorRecord record) throws IOException {
        this.build = build;
        this.isStranded = isStranded;
        this.remains = remains;
        this.record = record;
        this.output = remains.output(build);
        check();
    }

    /** Differences, one line each. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** The result of the build. */
    String result() {
        return result;
    }

    /** The final states of its images, except those that were never begun. */
    List<String> states() {
        return states.stream()
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private void check() throws IOException {
        result = ending();
        if (!remains.isOver(build) && !isStranded) {
            differ("it hangs:\n" + remains.console(build));
        }
        Map<String, ImageHistory> images = new HashMap<>();
        Map<String, Integer> mostJobs = new HashMap<>();
        remains.journals(build).forEach((id, journal) -> {
            checkJournal(id, journal);
            for (ImageHistory image : journal.history().images()) {
                String prompt = image.image().request().prompt();
                if (images.containsKey(prompt) && !remains.ranNodeAgain(build)) {
                    differ(prompt + " is in several journals");
                }
                images.merge(prompt, image, BuildAudit::latest);
                mostJobs.merge(prompt, build.resubmitLost() && image.resubmitted() ? 2 : 1, Integer::sum);
            }
        });
        for (String prompt : build.prompts()) {
            List<JobRecord> jobs = record.jobs().stream()
                    .filter(job -> job.parameters().prompt().equals(prompt))
                    .toList();
            if (images.containsKey(prompt)) {
                if (jobs.size() > mostJobs.get(prompt)) {
                    differ(prompt + " was submitted " + jobs.size() + " times");
                }
                check(prompt, images.get(prompt), jobs);
            } else if (!jobs.isEmpty()) {
                differ(prompt + " was submitted and is in no journal");
            }
        }
        checkResult(images);
    }

    private String ending() {
        if (!remains.isThere(build)) {
            return "GONE";
        }
        if (isStranded) {
            return "STRANDED";
        }
        return remains.isLost(build) ? "LOST" : remains.result(build).orElse("KILLED");
    }

    private void checkJournal(String id, JournaledBatch journal) {
        if (wasDiscarded(journal)) {
            return;
        }
        if (!journal.history().isSettled()) {
            differ("its journal " + id + " is not settled: " + journal.history());
        }
        if (remains.isThere(build) && remains.hasDownloads(build, id)) {
            differ("it has left the downloads of " + id);
        }
    }

    /** The execution that reuses what an earlier one has paid for has the final state. */
    private static ImageHistory latest(ImageHistory one, ImageHistory other) {
        return one.state() == ImageState.STORED ? one : other;
    }

    /** Whether its build was aborted before the first submit: then nothing more is written. */
    private static boolean wasDiscarded(JournaledBatch journal) {
        return journal.history().images().stream().allMatch(image -> image.state() == ImageState.PLANNED);
    }

    private void check(String prompt, ImageHistory image, List<JobRecord> jobs) throws IOException {
        states.add(image.state());
        boolean isUnknown = image.state() == ImageState.UNKNOWN;
        if (isUnknown && !isReported(ScriptedBuild.fileOf(prompt), "may exist and be billed")) {
            differ(prompt + " is unknown, and that is not reported");
        }
        for (JobRecord job : jobs) {
            boolean isOfJournal = image.job()
                    .map(known -> known.queued().requestId())
                    .filter(job.requestId()::equals)
                    .isPresent();
            // Its answer was lost: reported above or, with a second one, by the console of the retry.
            boolean isLost = !isOfJournal && (isUnknown || image.resubmitted());
            if (!job.state().isTerminal() && !isLost) {
                differ(prompt + ", request " + job.requestId() + ", was left running, " + image.state());
            }
            if (job.state() == JobState.SUCCEEDED && !isLost) {
                checkPaid(prompt, image, job, isOfJournal);
            }
        }
        if (image.state() == ImageState.STORED && jobs.isEmpty()) {
            differ(prompt + " is stored without a job");
        }
    }

    /** @param isOfImage false for a job of an execution that Jenkins has run again, whose cancel came too late */
    private void checkPaid(String prompt, ImageHistory image, JobRecord job, boolean isOfImage) throws IOException {
        if (image.state() != ImageState.STORED || !isOfImage) {
            if (!isReported(job.requestId(), "paid for")) {
                differ(prompt + ", request " + job.requestId() + ", is paid for and lost, " + image.outcome());
            }
            return;
        }
        String file = ScriptedBuild.fileOf(prompt);
        Path artifact = remains.artifact(build, file);
        if (!Files.exists(artifact)) {
            differ(prompt + " is said to be stored and is not there");
            return;
        }
        JsonNode entry = remains.manifestEntry(build, job.requestId());
        if (entry.path("path").asText().equals(file)
                && entry.path("sha256").asText().equals(sha256(artifact))) {
            return;
        }
        // A freestyle build that Jenkins has lost keeps its files, but nothing writes a manifest.
        if (remains.isThere(build)) {
            differ(prompt + " is stored, and the manifest does not say so: " + entry);
        }
    }

    private void checkResult(Map<String, ImageHistory> images) {
        boolean isSuccess = result.equals("SUCCESS");
        boolean allStored = images.size() == build.prompts().size()
                && images.values().stream().allMatch(image -> image.state() == ImageState.STORED);
        if (isSuccess && !allStored) {
            differ("it succeeded without all of its images");
        }
        if (!build.isPipeline() || !remains.isThere(build) || isStranded || remains.isLost(build)) {
            return;
        }
        if (allStored && !isSuccess && build.abort().isEmpty()) {
            differ("it has all of its images, and is " + result + ":\n" + remains.console(build));
        }
        if (isSuccess) {
            images.values().forEach(image -> {
                String requestId = image.job().orElseThrow().queued().requestId();
                if (!remains.console(build).contains(ScriptedBuild.returned(requestId))) {
                    differ("its script was not given the image of request " + requestId);
                }
            });
        }
    }

    private boolean isReported(String one, String other) {
        return output.lines().anyMatch(line -> line.contains(one) && line.contains(other));
    }

    private void differ(String what) {
        differences.add(build.name() + " (" + build.kind() + ", " + result + "): " + what);
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
