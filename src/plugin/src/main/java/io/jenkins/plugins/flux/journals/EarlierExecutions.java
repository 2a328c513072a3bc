package io.jenkins.plugins.flux.journals;

import hudson.model.Run;
import io.jenkins.plugins.flux.history.BatchHistory;
import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.GeneratedImage;
import io.jenkins.plugins.flux.history.PaidJobs;
import io.jenkins.plugins.flux.history.PlannedImage;
import io.jenkins.plugins.flux.history.StoredImages;
import io.jenkins.plugins.flux.journal.JournalWriter;
import io.jenkins.plugins.flux.queue.InvalidParameterException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The earlier executions of steps in a build, from their journals. A new execution begins with the images that they
 * stored and the jobs that they paid for, and must not use the paths of their other images. Thread-safe; one per build.
 */
@Restricted(NoExternalUse.class)
public final class EarlierExecutions {

    private static final Logger LOGGER = Logger.getLogger(EarlierExecutions.class.getName());

    /** Held from reading the journals until the new one exists: branches of a build may begin at the same time. */
    private final Object beginning = new Object();

    private final Run<?, ?> run;

    /**
     * The content of the journals, by id. Each step of a build needs all of them, and a build may have hundreds of
     * steps.
     */
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    /**
     * Valid until the journal grows.
     *
     * @param bytes minimum size of the journal when it was read
     */
    private record Reading(long bytes, BatchHistory content) {}

    /** Checks whether the build still has the file of an image as it was stored. Blocks. */
    @FunctionalInterface
    public interface Keeper {
        boolean has(GeneratedImage image) throws IOException, InterruptedException;
    }

    /** Begins the journal of an execution. */
    @FunctionalInterface
    public interface Beginning {
        JournalWriter of(BatchHistory start) throws IOException;
    }

    /** An execution whose journal is on disk. */
    public record Begun(BatchHistory history, JournalWriter journal) {}

    public EarlierExecutions(Run<?, ?> run) {
        this.run = run;
    }

    /**
     * Begins another execution, which reuses what the build has: a stored image, or a job that is paid for. Blocks.
     *
     * @throws InvalidParameterException if a path belongs to another image of the build
     */
    public Begun begin(BatchPlan plan, Keeper keeper, Beginning journal) throws IOException, InterruptedException {
        // Slow work is done before taking the lock; under it, only what has changed in the meantime.
        executions();
        Map<GeneratedImage, Boolean> intact = new HashMap<>();
        while (true) {
            List<GeneratedImage> unknown;
            synchronized (beginning) {
                List<StoredImages.Execution> executions = executions();
                StoredImages stored = new StoredImages(executions);
                refuseTakenPaths(plan, stored);
                unknown = stored.candidates(plan).stream()
                        .filter(image -> !intact.containsKey(image))
                        .toList();
                if (unknown.isEmpty()) {
                    BatchHistory start = paidJobs(executions).begin(stored.begin(plan, Instant.now(), intact::get));
                    return new Begun(start, journal.of(start));
                }
            }
            for (GeneratedImage image : unknown) {
                intact.put(image, keeper.has(image));
            }
        }
    }

    private static void refuseTakenPaths(BatchPlan plan, StoredImages stored) {
        for (PlannedImage image : plan.images()) {
            stored.inTheWay(plan, image).ifPresent(other -> {
                throw InvalidParameterException.notAllowed(
                        "output",
                        image.name(),
                        "different for each image of a build; another request of this build has " + other);
            });
        }
    }

    private static PaidJobs paidJobs(List<StoredImages.Execution> executions) {
        return new PaidJobs(executions.stream()
                .map(earlier -> PaidJobs.Execution.of(earlier.history(), earlier.isActive()))
                .toList());
    }

    private List<StoredImages.Execution> executions() throws IOException {
        // In this order: an execution that is just beginning is missed, rather than mistaken for an inactive one.
        List<StepJournal> journals = StepJournal.of(run);
        Set<String> active = JournalIndex.get().list().keySet();
        List<StoredImages.Execution> executions = new ArrayList<>();
        for (StepJournal journal : journals) {
            try {
                executions.add(
                        new StoredImages.Execution(read(journal), active.contains(journal.id()), journal.hasFailed()));
            } catch (IOException unreadable) {
                // It only says what was paid for, which is no reason not to generate images.
                LOGGER.log(Level.WARNING, "Not searched for jobs that are paid for but not stored", unreadable);
            }
        }
        return executions;
    }

    private BatchHistory read(StepJournal journal) throws IOException {
        Reading known = readings.get(journal.id());
        long bytes = journal.bytes();
        if (known != null && known.bytes() == bytes) {
            return known.content();
        }
        BatchHistory content = journal.read().history();
        readings.put(journal.id(), new Reading(bytes, content));
        return content;
    }
}
