package io.jenkins.plugins.flux.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flux.embedded.BuildOptions;
import hudson.FilePath;
import io.jenkins.plugins.flux.ControllerLog;
import io.jenkins.plugins.flux.FluxGenerateStep;
import io.jenkins.plugins.flux.RestartContract;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The jobs of a build that is gone are still canceled, whatever that requires and wherever the journal was. */
class GoneBuildsTest extends RestartContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Usually a different file system than that of temporary files. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private Path elsewhere;

    @AfterEach
    void clean() throws Exception {
        if (elsewhere != null) {
            new FilePath(elsewhere.toFile()).deleteRecursive();
        }
    }

    @Test
    void withTheKeyOfThePersonWhomItsJobRunsAs() throws Exception {
        jenkins.credentials().addUserSecretText("alice", "of-alice", simulator.apiKey());
        jenkins.runPipeline("job", "echo 'here'", BuildOptions.DEFAULT.runningAs("alice"))
                .await(PATIENCE);
        FluxGenerateStep step = step("An apple");
        step.setCredentialsId("of-alice");

        loseBuildAtTheService(step);

        assertJobIsCanceled();
    }

    @Test
    void withTheKeyOfAFolderWhoseJobIsGone() throws Exception {
        jenkins.folder("team");
        jenkins.credentials().addFolderSecretText("team", "of-the-team", simulator.apiKey());
        simulator.faults().add(Fault.queue(LONG));
        jenkins.runPipeline(
                        "team/job", "fluxGenerate(prompt: 'x', width: 256, height: 256, credentialsId: 'of-the-team')")
                .awaitConsole("submitted, request id", PATIENCE);
        jenkins.shutDown();
        new FilePath(home.resolve("jobs/team/jobs/job").toFile()).deleteRecursive();

        boot();

        assertJobIsCanceled();
    }

    @Test
    void andTheirJournalsAreClosed() throws Exception {
        Path handles = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(handles));
        // Opened by the next Jenkins, not by the previous one.
        String active = home.resolve("flux-generate/active").toString();
        endedBuild();

        loseBuildAtTheService(step("An apple"));

        assertJobIsCanceled();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            try (Stream<Path> open = Files.list(handles)) {
                return open.noneMatch(handle -> target(handle).startsWith(active));
            }
        });
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Test
    void withoutHardLinksTheJournalOfABuildThatIsDeletedIsKept() throws Exception {
        restartWithoutHardLinks();
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(step("An apple"), ImageState.SUBMITTED);
        simulator.faults().add(Fault.status(503).on(Operation.CANCEL));

        run().delete();
        record.awaitCalls(Operation.CANCEL, 1, PATIENCE);
        jenkins.shutDown();
        simulator.faults().clear();
        boot();

        assertJobIsCanceled();
    }

    @Test
    void withoutHardLinksABuildThatIsNotLoadedIsNotConsideredDeleted() throws Exception {
        restartWithoutHardLinks();
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(step("An apple"), ImageState.SUBMITTED);
        jenkins.shutDown();
        Files.move(home.resolve("jobs/job/config.xml"), home.resolve("jobs/job/aside.xml"));

        try (ControllerLog log = ControllerLog.start()) {
            boot();
            Awaitility.await().atMost(PATIENCE).until(() -> log.text().contains("Jenkins has not loaded it"));
        }

        assertThat(activeJournals()).hasSize(1);
        assertThat(record.cancelsReceived()).isZero();
    }

    /** Like a directory on which nothing is mounted. */
    @Test
    void withoutHardLinksAnEmptyDirectoryIsNotConsideredADeletedBuild() throws Exception {
        restartWithoutHardLinks();
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        loseBuildAtTheService(step("An apple"), log -> {
            Awaitility.await().atMost(PATIENCE).until(() -> log.text().contains("is missing"));
            assertThat(activeJournals()).hasSize(1);
        });
    }

    private void restartWithoutHardLinks() throws Exception {
        assumeTrue(Files.isDirectory(MEMORY) && !Files.getFileStore(MEMORY).equals(Files.getFileStore(home)));
        jenkins.shutDown();
        elsewhere = Files.createTempDirectory(MEMORY, "flux-generate-");
        Files.createSymbolicLink(home.resolve("flux-generate"), elsewhere);
        boot();
    }

    private void loseBuildAtTheService(FluxGenerateStep step) throws Exception {
        simulator.faults().add(Fault.queue(LONG));
        loseBuildAtTheService(step, log -> {});
    }

    private void loseBuildAtTheService(FluxGenerateStep step, Meanwhile meanwhile) throws Exception {
        startUntil(step, ImageState.SUBMITTED);
        FilePath build = new FilePath(run().getRootDir());
        jenkins.shutDown();
        build.deleteRecursive();
        try (ControllerLog log = ControllerLog.start()) {
            boot();
            meanwhile.check(log);
        }
    }

    private void assertJobIsCanceled() throws Exception {
        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> activeJournals().isEmpty());
    }

    @FunctionalInterface
    private interface Meanwhile {
        void check(ControllerLog log) throws Exception;
    }
}
