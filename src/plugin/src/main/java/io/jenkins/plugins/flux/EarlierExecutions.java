package io.jenkins.plugins.flux;

import hudson.model.Run;
import io.jenkins.plugins.flux.generation.GenerationPlan;
import io.jenkins.plugins.flux.generation.PaidJobs;
import io.jenkins.plugins.flux.generation.PlanHistory;
import io.jenkins.plugins.flux.journal.FileJournal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The executions of steps that a build has had so far, as their journals have them. A new one begins with the jobs that they
 * have paid for and not stored. Safe for use by any thread; a build has one.
 */
final class EarlierExecutions {

    private static final Logger LOGGER = Logger.getLogger(EarlierExecutions.class.getName());

    /** Held from looking for jobs until the journal says that they are taken: branches of a build may look at once. */
    private final Object pickingUp = new Object();

    private final Run<?, ?> run;

    /** What the journals said, by id. Each step of a build asks for all of them, and a build may have hundreds of steps. */
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    /**
     * It holds until the journal has grown, or something has ceased to go on with it.
     *
     * @param bytes that the journal had at least
     */
    private record Reading(long bytes, boolean isActive, PaidJobs.Run content) {}

    /** Begins the journal of an execution. */
    @FunctionalInterface
    interface Beginning {
        FileJournal of(PlanHistory start) throws IOException;
    }

    /** An execution that is on disk. */
    record Begun(PlanHistory history, FileJournal journal) {}

    EarlierExecutions(Run<?, ?> run) {
        this.run = run;
    }

    /** Begins another execution. Blocks. */
    Begun begin(GenerationPlan plan, Beginning journal) throws IOException {
        if (paidJobs().isEmpty()) {
            return begin(PlanHistory.of(plan, Instant.now()), journal);
        }
        synchronized (pickingUp) {
            return begin(paidJobs().begin(plan, Instant.now()), journal);
        }
    }

    private static Begun begin(PlanHistory start, Beginning journal) throws IOException {
        return new Begun(start, journal.of(start));
    }

    private PaidJobs paidJobs() throws IOException {
        // In this order: one that begins just now is not seen, rather than taken for one that nothing goes on with.
        List<BuildJournal> journals = BuildJournal.of(run);
        Set<String> active = ActiveJournals.get().list().keySet();
        List<PaidJobs.Run> runs = new ArrayList<>();
        for (BuildJournal journal : journals) {
            try {
                runs.add(read(journal, active.contains(journal.id())));
            } catch (IOException unreadable) {
                // It has something to say about what was paid for, and nothing against making images.
                LOGGER.log(Level.WARNING, "Not looked at for jobs that are paid for and not stored", unreadable);
            }
        }
        return new PaidJobs(runs);
    }

    private PaidJobs.Run read(BuildJournal journal, boolean isActive) throws IOException {
        Reading known = readings.get(journal.id());
        long bytes = journal.bytes();
        if (known != null && known.bytes() == bytes && known.isActive() == isActive) {
            return known.content();
        }
        PaidJobs.Run content = PaidJobs.Run.of(journal.read().history(), isActive);
        readings.put(journal.id(), new Reading(bytes, isActive, content));
        return content;
    }
}
