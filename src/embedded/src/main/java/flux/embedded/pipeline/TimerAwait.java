package flux.embedded.pipeline;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Waits for time to pass. */
final class TimerAwait extends Await {
    private final ScheduledExecutorService timer;
    private final long millis;
    private ScheduledFuture<?> alarm;

    TimerAwait(ScheduledExecutorService timer, long millis) {
        this.timer = timer;
        this.millis = millis;
    }

    @Override
    void begin() {
        alarm = timer.schedule(() -> complete(Outcome.success(null)), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    void stop(Throwable cause) {
        alarm.cancel(false);
        complete(Outcome.failure(cause));
    }
}
