package io.jenkins.plugins.flux.journals;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.flux.BuildContractTest;
import io.jenkins.plugins.flux.ControllerLog;
import io.jenkins.plugins.flux.HostedBuild;
import io.jenkins.plugins.flux.history.BatchPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

/** Given a build with hundreds of steps, a step does not read the journals of all earlier steps again. */
class EarlierExecutionsTest extends BuildContractTest {

    private static final String UNREADABLE = "Not searched for jobs that are paid for but not stored";

    @Test
    void aJournalIsReadAgainWhenItHasGrown() throws Exception {
        HostedBuild build = runPipeline("fluxGenerate(prompt: 'An apple', width: 256, height: 256)");
        StepJournal journal = StepJournal.of(build.run()).get(0);
        Path file = build.run().getRootDir().toPath().resolve("flux-generate/" + journal.id() + ".jsonl");
        BatchPlan plan = journal.read().history().plan();
        EarlierExecutions executions = new EarlierExecutions(build.run());
        ControllerLog log = ControllerLog.start();
        try {
            executions.begin(plan, image -> false, start -> null);
            Files.write(file, new byte[(int) journal.bytes()]);
            executions.begin(plan, image -> false, start -> null);
            assertThat(log.text()).doesNotContain(UNREADABLE);

            Files.write(file, new byte[1], StandardOpenOption.APPEND);
            executions.begin(plan, image -> false, start -> null);
            assertThat(log.text()).contains(UNREADABLE);
        } finally {
            log.close();
        }
    }
}
