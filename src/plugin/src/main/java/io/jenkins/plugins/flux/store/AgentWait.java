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
 * Retries an action that needs an agent until the agent is connected, or until the delivery deadline. Holds no thread
 * while waiting; the console has a line when the wait begins and one when it is over.
 */
@Restricted(NoExternalUse.class)
public final class AgentWait {

    private static final long PAUSE_SECONDS = 2;

    private final TaskListener listener;
    private final WorkPool.Share threads;
    private final BooleanSupplier isOver;
    private final Instant end = Instant.now().plus(Deadlines.DEFAULT_DELIVERY);
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean hasWaited;

    /** The action that needs the agent. */
    @FunctionalInterface
    interface Action {
        void run() throws AgentAwayException, InterruptedException;
    }

    /**
     * @param threads for the action, which may block
     * @param isOver whether to stop waiting; called before each retry
     */
    public AgentWait(TaskListener listener, WorkPool.Share threads, BooleanSupplier isOver) {
        this.listener = listener;
        this.threads = threads;
        this.isOver = isOver;
    }

    /**
     * Completes when the action has succeeded; fails with the last {@link AgentAwayException}, or with whatever else
     * the action throws. Called once.
     */
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
            // Jenkins is shutting down: a Pipeline resumes after the restart.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            done.completeExceptionally(unexpected);
        }
    }

    private void again(Action action, AgentAwayException away) {
        if (isOver.getAsBoolean() || Instant.now().isAfter(end)) {
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
