package flux.embedded.pipeline;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What Pipelines need from their host.
 *
 * @param timer for everything that is delayed
 * @param executors the executors of the built-in node
 * @param slowCallLimit how long a step may keep the VM thread without being noted
 */
public record PipelineHost(ScheduledExecutorService timer, ExecutorSlots executors, Duration slowCallLimit) {}
