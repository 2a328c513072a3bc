package io.jenkins.plugins.flux.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import flux.embedded.BuildOptions;
import hudson.FilePath;
import io.jenkins.plugins.flux.FluxGenerateStep;
import io.jenkins.plugins.flux.GeneratedImagesAction;
import io.jenkins.plugins.flux.RestartContract;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.history.ImageState;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.journal.JournalWriter;
import io.jenkins.plugins.flux.journal.JournaledBatch;
import io.jenkins.plugins.flux.journals.JournalIndex;
import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The jobs of a build that did not survive a restart of Jenkins are ended. */
class OrphanedJobsTest extends RestartContract {

    @Test
    void theJobsOfAFreestyleBuildAreCanceled() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startAndStop(step("An apple"), ImageState.SUBMITTED);

        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
        Awaitility.await().until(() -> activeJournals().isEmpty());
        assertThat(journal().history().isSettled()).isTrue();
    }

    @Test
    void theJobsOfABuildThatWasDeletedInTheMeantimeAreCanceled() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        assertItsJobIsCanceledOnceItsBuildIsDeleted(step("An apple"));
    }

    @Test
    void aBuildWhoseProjectWasRenamedKeepsItsImage() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.status(503).on(Operation.RESULT));
        startUntil(step("An apple"), ImageState.COMPLETED);
        jenkins.shutDown();
        simulator.faults().clear();
        Files.move(home.resolve("jobs/job"), home.resolve("jobs/renamed"));

        boot();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> activeJournals().isEmpty());
        assertThat(jenkins.build("renamed", 1).artifacts()).containsKey("apple.jpg");
    }

    @Test
    void aBuildOnDiskIsNotGoneAlthoughJenkinsHasNotLoadedIt() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(step("An apple"), ImageState.SUBMITTED);
        jenkins.shutDown();
        Path job = home.resolve("jobs/job/config.xml");
        Path aside = Files.move(job, home.resolve("jobs/job/aside.xml"));

        String logged = logOf(this::boot, "job#1 is on disk, but Jenkins has not loaded it");

        assertThat(logged).contains("mmsu_");
        assertThat(record.cancelsReceived()).isZero();
        jenkins.shutDown();
        Files.move(aside, job);
        boot();
        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
    }

    @Test
    void theJobsOfABuildThatWasNeverStoredAreCanceled() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(step("An apple"), ImageState.SUBMITTED);
        jenkins.shutDown();
        Files.delete(home.resolve("jobs/job/builds/1/build.xml"));

        boot();

        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
        Awaitility.await().until(() -> activeJournals().isEmpty());
    }

    @Test
    void theJobsOfADeletedBuildAreCanceledWithTheKeyThatItsParameterChose() throws Exception {
        jenkins.credentials().addUserSecretText("alice", "of-alice", simulator.apiKey());
        CredentialsParameterValue key = new CredentialsParameterValue("KEY", "of-alice", null);
        jenkins.runPipeline(
                        "job",
                        "echo 'here'",
                        BuildOptions.DEFAULT.startedBy("alice").with(key))
                .await(Duration.ofSeconds(30));
        simulator.faults().add(Fault.queue(LONG));
        FluxGenerateStep step = step("An apple");
        step.setCredentialsId("${KEY}");
        assertItsJobIsCanceledOnceItsBuildIsDeleted(step);
    }

    @Test
    void withoutHardLinksTheJournalOfADeletedBuildIsReportedMissingOnlyOnce() throws Exception {
        endedBuild();
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(step("An apple"), ImageState.SUBMITTED);
        FilePath build = new FilePath(run().getRootDir());
        jenkins.shutDown();
        withoutHardLink(build);
        build.deleteRecursive();

        logOf(this::boot, "was deleted with its build", "may continue and be billed");
        jenkins.shutDown();
        assertThat(logOf(this::boot)).isEmpty();
    }

    @Test
    void withoutHardLinksABuildWhoseProjectWasRenamedIsFound() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(step("An apple"), ImageState.SUBMITTED);
        FilePath build = new FilePath(run().getRootDir());
        jenkins.shutDown();
        withoutHardLink(build);
        Files.move(home.resolve("jobs/job"), home.resolve("jobs/renamed"));

        boot();

        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
        Awaitility.await().until(() -> activeJournals().isEmpty());
    }

    /** The list as on a file system without hard links. */
    private void assertItsJobIsCanceledOnceItsBuildIsDeleted(FluxGenerateStep step) throws Exception {
        startUntil(step, ImageState.SUBMITTED);
        FilePath build = new FilePath(run().getRootDir());
        jenkins.shutDown();
        build.deleteRecursive();

        boot();

        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
        Awaitility.await().until(() -> activeJournals().isEmpty());
    }

    private void withoutHardLink(FilePath build) throws Exception {
        Path link = home.resolve("flux-generate/active").resolve(activeJournal());
        String journal = build.child("flux-generate").child(activeJournal()).getRemote();
        Files.delete(link);
        Files.writeString(link.resolveSibling(link.getFileName().toString().replace(".jsonl", ".path")), journal);
    }

    @Test
    void theOutcomeOfAnImageIsReportedEvenIfJenkinsWasKilledJustBefore() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.stalledHeaders().on(Operation.SUBMIT));
        startUntil(step("An apple"), ImageState.SUBMITTING);
        jenkins.shutDown();
        Path journal = home.resolve("flux-generate").resolve("active").resolve(activeJournal());
        PlannedImage image =
                JournaledBatch.read(journal).history().plan().images().get(0);
        try (JournalWriter end = JournalWriter.append(journal, Runnable::run)) {
            Instant now = Instant.now();
            end.add(0, new JournalEntry.Ended(now, new ImageOutcome.Unknown(image, now, "a job may exist"), false));
        }

        String logged = logOf(() -> {
            boot();
            Awaitility.await().until(() -> activeJournals().isEmpty());
        });

        assertThat(logged.lines()).anySatisfy(line -> assertThat(line).contains("apple.jpg", "a job may exist"));
    }

    @Test
    void noBuildIsLoadedBeforeJenkinsHasLoadedThePipelinesThatWereRunning() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.queue(LONG));
        startUntil(step("An apple"), ImageState.SUBMITTED);
        String id = activeJournals().keySet().iterator().next();
        jenkins.shutDown();
        Path active = home.resolve("flux-generate").resolve("active").resolve(id + ".jsonl");
        Path aside = Files.move(active, home.resolve("aside.jsonl"));
        boot();
        Files.move(aside, active);
        AtomicInteger checks = new AtomicInteger();
        AtomicBoolean areLoaded = new AtomicBoolean();
        OrphanedJobs orphans = new OrphanedJobs(() -> {
            checks.incrementAndGet();
            return areLoaded.get();
        });

        orphans.onLoaded();

        Awaitility.await().until(() -> checks.get() >= 2);
        assertThat(JournalIndex.get().isClaimed(id)).isFalse();
        areLoaded.set(true);
        record.awaitState(record.jobs().get(0).requestId(), JobState.CANCELED, Duration.ofSeconds(30));
        Awaitility.await().until(() -> activeJournals().isEmpty());
    }

    /** Name of the only file in the list of active journals. */
    private String activeJournal() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("flux-generate").resolve("active"))) {
            return files.findFirst().orElseThrow().getFileName().toString();
        }
    }

    @Test
    void anImageThatWasCompleteIsKept() throws Exception {
        endedBuild();
        simulator.faults().add(Fault.status(503).on(Operation.RESULT));
        startAndStop(step("An apple"), ImageState.COMPLETED);
        simulator.faults().clear();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> activeJournals().isEmpty());
        assertThat(journal().history().images().get(0).state()).isEqualTo(ImageState.STORED);
        assertThat(run().getAction(GeneratedImagesAction.class).getImages()).hasSize(1);
        assertThat(run().getArtifactManager().root().child("apple.jpg").isFile())
                .isTrue();
    }
}
