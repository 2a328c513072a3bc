package io.jenkins.plugins.flux.generation;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs actions one after another, in order, on borrowed threads; holds no thread while there is nothing to do. */
final class SerialExecutor implements Executor {

    private static final Logger LOGGER = Logger.getLogger(SerialExecutor.class.getName());

    private final Executor threads;
    private final Queue<Runnable> actions = new ArrayDeque<>();
    private boolean active;

    SerialExecutor(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable action) {
        synchronized (actions) {
            actions.add(action);
            if (active) {
                return;
            }
            active = true;
        }
        threads.execute(this::drain);
    }

    private void drain() {
        while (true) {
            Runnable action;
            synchronized (actions) {
                action = actions.poll();
                if (action == null) {
                    active = false;
                    return;
                }
            }
            try {
                action.run();
            } catch (RuntimeException | Error broken) {
                // Those behind it must have their turn; the last of them may be what a build waits for.
                LOGGER.log(Level.WARNING, "An action failed", broken);
            }
        }
    }
}
