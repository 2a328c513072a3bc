package io.jenkins.plugins.flux.store;

import hudson.model.TaskListener;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.threads.WorkPool;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Does something that needs an agent, again and again until the agent is there: for as long as an image is worth being brought
 * home. Holds no thread meanwhile; the console has a line when the waiting begins and one when it is over.
 */
@Restricted(NoExternalUse.class)
public final class AgentWait {

    private static final long PAUSE_SECONDS = 2;

    private final TaskListener listener;
    private final WorkPool.Share threads;
    private final BooleanSupplier givenUp;
    private final Instant end = Instant.now().plus(Deadlines.DEFAULT_DELIVERY);
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean hasWaited;

    /** What needs the agent. */
    @FunctionalInterface
    interface Action {
        void run() throws AgentAwayException, InterruptedException;
    }

    /**
     * @param threads for the action, which may block
     * @param givenUp asked before each further try
     */
    public AgentWait(TaskListener listener, WorkPool.Share threads, BooleanSupplier givenUp) {
        this.listener = listener;
        this.threads = threads;
        this.givenUp = givenUp;
    }

    /** Done, or failed with the last {@link AgentAwayException} or whatever else the action throws. Called once. */
    CompletableFuture<Void> until(Action action) {
        begin(action);
        return done;
    }

    private void begin(Action action) {
        threads.submit(() -> {
                    attempt(action);
                    return null;
                })
                .whenComplete((tried, hangs) -> {
                    if (hangs != null) {
                        done.completeExceptionally(hangs);
                    }
                });
    }

    private void attempt(Action action) {
        try {
            action.run();
            if (hasWaited) {
                listener.getLogger().println(Messages.AgentWait_back());
            }
            done.complete(null);
        } catch (AgentAwayException away) {
            again(action, away);
        } catch (InterruptedException stopping) {
            // Jenkins is shutting down: a Pipeline build goes on after the restart.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            done.completeExceptionally(unexpected);
        }
    }

    private void again(Action action, AgentAwayException away) {
        if (givenUp.getAsBoolean() || Instant.now().isAfter(end)) {
            done.completeExceptionally(away);
            return;
        }
        if (!hasWaited) {
            hasWaited = true;
            listener.getLogger().println(Messages.AgentWait_waiting(away.getMessage()));
        }
        CompletableFuture.delayedExecutor(PAUSE_SECONDS, TimeUnit.SECONDS, Runnable::run)
                .execute(() -> begin(action));
    }
}
