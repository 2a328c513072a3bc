package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.EndpointGate;
import io.jenkins.plugins.flux.history.Journal;
import io.jenkins.plugins.flux.image.ImageDownload;
import io.jenkins.plugins.flux.queue.QueueClient;
import io.jenkins.plugins.flux.schedule.PollSchedule;
import io.jenkins.plugins.flux.threads.EventLoop;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.util.concurrent.Executor;

/**
 * What the generations of one run work with.
 *
 * @param loop where states change
 * @param stores threads on which the store may block
 * @param callers where calls are made: they may resolve a name, which must not hold up the event loop
 * @param reports in order, on threads that may block: what is told to {@link Progress}
 * @param schedule when to poll, shared with other runs
 * @param gate the way to the plan's endpoint, shared with other runs
 */
record BatchServices(
        EventLoop loop,
        WorkPool.Share stores,
        Executor callers,
        WorkPool.Share reports,
        PollSchedule schedule,
        EndpointGate gate,
        QueueClient client,
        KeyRing keys,
        ImageDownload downloads,
        ImageStore store,
        Progress progress,
        Journal journal,
        GeneratorSettings settings) {}
