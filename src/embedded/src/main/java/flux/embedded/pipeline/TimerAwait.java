package flux.embedded.pipeline;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Sleeps until a time, even across restarts of Jenkins. */
final class TimerAwait extends Await {
    private final Branch branch;
    private final long end;
    private ScheduledFuture<?> alarm;

    TimerAwait(Branch branch, long end) {
        this.branch = branch;
        this.end = end;
    }

    @Override
    String name() {
        return "sleep";
    }

    @Override
    void begin() {
        alarm = branch.program()
                .timer()
                .schedule(
                        () -> complete(Outcome.success(null)),
                        Math.max(0, end - System.currentTimeMillis()),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    void beginAgain() {
        long left = end - System.currentTimeMillis();
        branch.program()
                .console()
                .append(
                        branch.name(),
                        left > 0 ? "Sleeping for " + TimeSpans.describe(left) : "No need to sleep any longer");
        begin();
    }

    @Override
    void stop(Throwable cause) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        complete(Outcome.failure(cause));
    }
}
