package flux.embedded.pipeline;

import hudson.model.Result;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Stops its body when the time is over. Unlike Jenkins, it waits forever for a step that does not stop. */
final class TimeoutStep implements BuiltInStep {
    @Override
    public String soleArgument() {
        return "time";
    }

    @Override
    public Set<String> arguments() {
        return Set.of("unit", "activity");
    }

    @Override
    public boolean takesBody() {
        return true;
    }

    @Override
    public Object run(Branch branch, CallArguments arguments) throws Exception {
        if (Boolean.TRUE.equals(arguments.optional("activity", false))) {
            throw new UnsupportedOperationException("timeout with activity: true");
        }
        Alarm alarm = new Alarm(branch, BasicSteps.unit(arguments, "MINUTES").toMillis(arguments.number("time")));
        try {
            return branch.runBody(arguments.body(), null, alarm.body);
        } catch (Throwable failure) {
            alarm.markAsOwn(failure);
            throw Failures.sneaky(failure);
        } finally {
            alarm.cancel();
        }
    }

    private static final class Alarm {
        private final Branch branch;
        private final Scope body;
        private final Exceeded cause;
        private final long end;
        private volatile boolean again;
        private volatile ScheduledFuture<?> next;
        private volatile boolean over;

        Alarm(Branch branch, long millis) throws Exception {
            this.branch = branch;
            body = branch.scope().inner();
            branch.println("Timeout set to expire in " + TimeSpans.describe(millis));
            end = branch.once(() -> System.currentTimeMillis() + millis, known -> again = true);
            cause = new Exceeded(branch.place().toString());
            branch.program().whenLive(this::set);
        }

        private void set() {
            if (over) {
                return;
            }
            long left = end - System.currentTimeMillis();
            if (again) {
                branch.println(
                        left > 0
                                ? "Timeout set to expire in " + TimeSpans.describe(left)
                                : "Timeout expired " + TimeSpans.describe(-left) + " ago");
            }
            next = branch.program()
                    .timer()
                    .schedule(
                            () -> branch.program().vm().execute(this::expire),
                            Math.max(0, left),
                            TimeUnit.MILLISECONDS);
        }

        private void expire() {
            if (over) {
                return;
            }
            branch.println("Cancelling nested steps due to timeout");
            branch.program().stop(body, new FlowInterruptedException(Result.ABORTED, true, cause));
        }

        /** Outside its own timeout, the interruption is a failure like others, so {@code retry} retries. */
        void markAsOwn(Throwable failure) {
            if (failure instanceof FlowInterruptedException interruption
                    && interruption.getCauses().contains(cause)) {
                interruption.setActualInterruption(false);
            }
        }

        void cancel() {
            over = true;
            ScheduledFuture<?> scheduled = next;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }
    }

    /** The cause: the time is up. */
    private static final class Exceeded extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        /** Identifies the timeout, also after a restart. */
        private final String place;

        Exceeded(String place) {
            this.place = place;
        }

        @Override
        public String getShortDescription() {
            return "Timeout has been exceeded";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Exceeded same && place.equals(same.place);
        }

        @Override
        public int hashCode() {
            return place.hashCode();
        }
    }
}
