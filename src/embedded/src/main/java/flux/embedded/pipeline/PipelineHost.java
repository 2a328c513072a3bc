package flux.embedded.pipeline;

import hudson.model.Computer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What Pipelines need from their host.
 *
 * @param timer for everything that is delayed
 * @param executors the executors of the built-in node
 * @param builtInComputer the built-in node's computer
 * @param grace how long {@code timeout} waits for a step to stop
 * @param slowCallLimit how long a step may block the VM thread before that is recorded
 */
public record PipelineHost(
        ScheduledExecutorService timer,
        ExecutorSlots executors,
        Computer builtInComputer,
        Duration grace,
        Duration slowCallLimit) {}
