package flux.embedded.pipeline;

import hudson.model.Computer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What Pipelines need of the host that runs them.
 *
 * @param timer for everything that happens later
 * @param executors the executors of the built-in node
 * @param builtInComputer the built-in node's computer
 * @param grace how long {@code timeout} waits for a step that it stopped
 * @param slowCallLimit how long a step may keep the VM thread without being noted
 */
public record PipelineHost(
        ScheduledExecutorService timer,
        ExecutorSlots executors,
        Computer builtInComputer,
        Duration grace,
        Duration slowCallLimit) {}
