package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import flux.embedded.program.ProgramLog;
import flux.embedded.program.ProgramRecord;
import flux.embedded.sample.SampleAction;
import flux.embedded.sample.SampleBuilder;
import flux.embedded.sample.WaitStep;
import hudson.model.Result;
import hudson.model.Run;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of builds when the process is killed: the content of the home at that moment. */
class KilledTest extends WithJenkins {
    private static final String PROGRAM = """
            int n = 0
            def seen = []
            node {
                writeFile file: 'a', text: 'A'
                parallel x: { echo 'in x'; seen << waitFor('x') }, y: { seen << fileExists('a'); echo 'y is done' }
                retry(2) { n++; echo "try ${n}"; if (n == 1) { error 'bad' } }
                try { timeout(5) { error 'worse' } } catch (e) { echo e.message }
                sleep time: 1, unit: 'MILLISECONDS'
            }
            echo "${seen} ${waitFor('last')}"
            """;

    @TempDir
    Path snapshots;

    private void killAndStart(Snapshot left) throws IOException {
        jenkins.close();
        left.restore();
        WaitStep.WAITING.clear();
        WaitStep.EVENTS.clear();
        jenkins = EmbeddedJenkins.start(home, settings());
    }

    @Test
    void aPipelineResumes() throws Exception {
        jenkins.runPipeline("demo", "echo 'one'; echo waitFor('x')");
        waiting("x").note("that it is stored");
        killAndStart(new Snapshot(home, snapshots));
        complete("x", "two");
        EmbeddedBuild build = jenkins.build("demo", 1).await(SOON);
        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(build.console()).containsOnlyOnce("\none\n").contains("\ntwo\n");
        assertThat(WaitStep.EVENTS).containsExactly("x resumed on Resuming waitFor of demo #1");
    }

    @Test
    void theOutputOfAStepIsNotMistakenForThatOfTheScript() throws Exception {
        String line = "Waiting for x in build 1 of demo, workspace none";
        jenkins.runPipeline("demo", "waitFor 'x'; echo '" + line + "'");
        waiting("x").note("that it is stored");
        killAndStart(new Snapshot(home, snapshots));
        complete("x", null);
        assertThat(jenkins.build("demo", 1).await(SOON).console().lines())
                .filteredOn(line::equals)
                .hasSize(2);
    }

    @Test
    void aStepIsStoredAsItWasWhenItBeganToWait() throws Exception {
        jenkins.runPipeline("demo", "waitFor 'x'");
        waiting("x").note("something");
        killAndStart(new Snapshot(home, snapshots));
        jenkins.build("demo", 1).awaitConsole("noted something", SOON);
    }

    /** What is left if the process is killed as soon as a line of the console is written. */
    private Snapshot killedAt(String start, String script) throws IOException, InterruptedException {
        AtomicReference<Snapshot> left = new AtomicReference<>();
        CountDownLatch written = new CountDownLatch(1);
        BuildOptions options = BuildOptions.DEFAULT.watchedBy(line -> {
            if (line.contains(start) && written.getCount() > 0) {
                left.set(new Snapshot(home, snapshots));
                written.countDown();
            }
        });
        jenkins.runPipeline("demo", script, options);
        assertThat(written.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return left.get();
    }

    @Test
    void aStepThatWasStillStartingIsStartedAgain() throws Exception {
        killAndStart(killedAt("Waiting for x", "echo 'before'; waitFor 'x'"));
        complete("x", null);
        EmbeddedBuild build = jenkins.build("demo", 1).await(SOON);
        assertThat(WaitStep.EVENTS).containsExactly("x started on Running demo #1");
        assertThat(build.console())
                .containsOnlyOnce("[Pipeline] waitFor")
                .containsOnlyOnce("\nbefore\n")
                .contains("Waiting for x in build 1");
    }

    @Test
    void aBranchThatWasAboutToBeStoppedIsStopped() throws Exception {
        killAndStart(killedAt(
                "Failed in branch b",
                "parallel a: { waitFor 'a' }, b: { stage('1') { error 'bad' } }, failFast: true"));
        EmbeddedBuild build = jenkins.build("demo", 1).await(SOON);
        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.console()).containsOnlyOnce("Failed in branch b\n").containsOnlyOnce("Failed in branch a\n");
        assertThat(WaitStep.EVENTS).contains("a stopped on Running demo #1");
    }

    @Test
    void aTimeoutEndsWhenItWouldHaveEnded() throws Exception {
        Snapshot left = killedAt("now", """
                int n = 0
                parallel a: { retry(2) { timeout(time: 1, unit: 'SECONDS') { waitFor "x${n++}" } } },
                         b: { stage('1') { stage('2') { stage('3') { echo 'now' } } } }
                """);
        awaitTime(System.currentTimeMillis() + 1000);
        killAndStart(left);
        EmbeddedBuild build = jenkins.build("demo", 1).await(SOON);
        assertThat(build.result()).isEqualTo(Result.ABORTED);
        assertThat(build.console())
                .containsPattern("Timeout expired .* ago\n")
                .contains("\nTimeout has been exceeded\nRetrying\n")
                .containsOnlyOnce("Retrying");
        assertThat(WaitStep.EVENTS).contains("x0 stopped on Running demo #1", "x1 started on Running demo #1");
    }

    @Test
    void nobodySleepsLonger() throws Exception {
        Snapshot left = killedAt("now", "parallel a: { sleep time: 60, unit: 'MILLISECONDS' }, b: { echo 'now' }");
        awaitTime(System.currentTimeMillis() + 60);
        killAndStart(left);
        assertThat(timeless(jenkins.build("demo", 1).await(SOON)))
                .containsOnlyOnce("Sleeping for 60 ms")
                .contains("\nNo need to sleep any longer\n");
    }

    private static void awaitTime(long millis) {
        while (System.currentTimeMillis() <= millis) {
            LockSupport.parkUntil(millis + 1);
        }
    }

    @Test
    void aPipelineWithoutItsProgramFails() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", "waitFor 'x'");
        waiting("x");
        Snapshot left = new Snapshot(home, snapshots);
        jenkins.close();
        left.restore();
        Files.delete(build.buildDirectory().resolve("program/records"));
        jenkins = EmbeddedJenkins.start(home);
        assertThat(jenkins.build("demo", 1).await(SOON).console()).contains("was not cleanly saved");
    }

    @Test
    void aLineThatWasCutOffIsWrittenAgain() throws Exception {
        Snapshot left = killedAt("abcdef", "echo 'abcdef'; waitFor 'x'");
        waiting("x");
        jenkins.close();
        left.restore();
        Path log = home.resolve("jobs/demo/builds/1/log");
        Files.writeString(log, Files.readString(log).replace("abcdef\n", "abc"));
        WaitStep.WAITING.clear();
        jenkins = EmbeddedJenkins.start(home);
        complete("x", null);
        assertThat(timeless(jenkins.build("demo", 1).await(SOON)))
                .contains("[Pipeline] echo\nResuming build after Jenkins restart\nabcdef\n[Pipeline] waitFor\n");
    }

    @Test
    void itResumesInTheSameWayAfterAnyRecord() throws Exception {
        EmbeddedBuild whole = jenkins.runPipeline("demo", PROGRAM).awaitConsole("y is done", SOON);
        complete("x", "X");
        waiting("last");
        Snapshot left = new Snapshot(home, snapshots);
        complete("last", "L");
        String expected = whole.await(SOON).console();
        left.restore();
        List<ProgramRecord> records = ProgramLog.read(whole.buildDirectory());
        assertThat(records).hasSizeGreaterThan(15);
        for (int i = records.size(); i > 0; i--) {
            for (boolean wroteMore : List.of(true, false)) {
                jenkins.close();
                left.restore();
                cut(whole.buildDirectory(), records, i, wroteMore);
                WaitStep.WAITING.clear();
                jenkins = EmbeddedJenkins.start(home);
                EmbeddedBuild build = jenkins.build("demo", 1).awaitConsole("y is done", SOON);
                if (records.subList(0, i).stream().noneMatch(KilledTest::isEndOfX)) {
                    complete("x", "X");
                }
                complete("last", "L");
                build.await(SOON);
                assertThat(build.result()).as("after record %d", i).isEqualTo(Result.SUCCESS);
                assertThat(lines(build.console())).as("after record %d", i).isEqualTo(lines(expected));
            }
        }
    }

    private static boolean isEndOfX(ProgramRecord fact) {
        return fact instanceof ProgramRecord.Delivered delivered
                && delivered.place().branch().endsWith("/x")
                && delivered.awaited().equals("waitFor");
    }

    /** Keeps some of the records, and the least or the most of the console that can go with them. */
    private static void cut(Path build, List<ProgramRecord> records, int number, boolean wroteMore) throws IOException {
        Files.delete(build.resolve("program/records"));
        try (ProgramLog log = ProgramLog.create(build, (ProgramRecord.Started) records.get(0))) {
            records.subList(1, number).forEach(log::append);
        }
        List<ProgramRecord> from = records.subList(number - (wroteMore ? 0 : 1), records.size());
        OptionalLong length = from.stream()
                .filter(ProgramRecord.Delivered.class::isInstance)
                .mapToLong(fact -> ((ProgramRecord.Delivered) fact).console())
                .findFirst();
        if (length.isPresent()) {
            try (FileChannel console = FileChannel.open(build.resolve("log"), StandardOpenOption.WRITE)) {
                console.truncate(length.getAsLong());
            }
        }
    }

    /** What the script wrote, without messages about the restart and from steps that were begun again. */
    private static List<String> lines(String console) {
        return console.lines()
                .filter(line -> !line.matches("(Resuming build|Ready to run|Still waiting|Waiting for|Timeout set to"
                        + "|Sleeping for|No need to sleep).*"))
                .toList();
    }

    @Test
    void aFreestyleBuildThatSomebodyStoredIsAborted() throws Exception {
        EmbeddedBuild build =
                jenkins.runFreestyle("free", new SampleBuilder("wait")).awaitConsole("waiting", SOON);
        build.run().save();
        killAndStart(new Snapshot(home, snapshots));
        Run<?, ?> run = jenkins.build("free", 1).run();
        assertThat(run.getResult()).isEqualTo(Result.ABORTED);
        assertThat(run.isBuilding()).isFalse();
        assertThat(run.getAction(SampleAction.class).getRun()).isSameAs(run);
    }

    @Test
    void aFreestyleBuildThatNobodyStoredIsUnknownButItsNumberIsUsed() throws Exception {
        jenkins.runFreestyle("free", new SampleBuilder("wait")).awaitConsole("waiting", SOON);
        killAndStart(new Snapshot(home, snapshots));
        EmbeddedBuild next = jenkins.runFreestyle("free", new SampleBuilder("succeed"));
        assertThat(next.run().getParent().getBuildByNumber(1)).isNull();
        assertThat(next.await(SOON).run().number).isEqualTo(2);
    }
}
