package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.history.BatchPlan;
import io.jenkins.plugins.flux.history.Journal;
import io.jenkins.plugins.flux.history.Tally;
import io.jenkins.plugins.flux.image.ImageDownload;
import io.jenkins.plugins.flux.schedule.PollSchedule;
import io.jenkins.plugins.flux.threads.EventLoop;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What all images of one batch share.
 *
 * @param loop on which states change
 * @param calls to the plan's endpoint
 * @param schedule when to poll, shared with other batches
 * @param stores threads on which the store may block
 * @param reports calls of {@link Progress}, in order, on threads that may block
 */
record BatchServices(
        BatchPlan plan,
        GeneratorSettings settings,
        EventLoop loop,
        Calls calls,
        PollSchedule schedule,
        ImageDownload downloads,
        ImageStore store,
        WorkPool.Share stores,
        Journal journal,
        Tally tally,
        Progress progress,
        WorkPool.Share reports) {

    private static final Logger LOGGER = Logger.getLogger(BatchServices.class.getName());

    void report(ImageEvent event) {
        reports.execute(() -> {
            try {
                progress.on(event);
            } catch (RuntimeException bug) {
                // A failure to report must not affect a paid job.
                LOGGER.log(
                        Level.WARNING,
                        "Progress could not be reported: " + event.getClass().getSimpleName(),
                        bug);
            }
        });
    }

    /** Runs an action after all earlier reports; a console that hangs does not delay it for ever. */
    void afterReports(Runnable action) {
        reports.submit(() -> null).whenComplete((reported, hangs) -> action.run());
    }
}
