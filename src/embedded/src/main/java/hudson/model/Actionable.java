package hudson.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.TransientActionFactory;

/** A model object with {@link Action}s. */
public abstract class Actionable extends AbstractModelObject {
    private volatile CopyOnWriteArrayList<Action> actions;

    /** The persisted actions; the list can be modified. */
    @Deprecated
    public List<Action> getActions() {
        synchronized (this) {
            if (actions == null) {
                actions = new CopyOnWriteArrayList<>();
            }
            return actions;
        }
    }

    @SuppressWarnings("deprecation")
    public final List<? extends Action> getAllActions() {
        List<Action> all = new ArrayList<>(getActions());
        for (TransientActionFactory<?> factory : TransientActionFactory.factoriesFor(getClass(), Action.class)) {
            all.addAll(createFor(factory));
        }
        return Collections.unmodifiableList(all);
    }

    public <T extends Action> List<T> getActions(Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Action action : getAllActions()) {
            if (type.isInstance(action)) {
                found.add(type.cast(action));
            }
        }
        return found;
    }

    public <T extends Action> T getAction(Class<T> type) {
        List<T> found = getActions(type);
        return found.isEmpty() ? null : found.get(0);
    }

    @SuppressWarnings("deprecation")
    public void addAction(Action action) {
        getActions().add(Objects.requireNonNull(action));
    }

    @SuppressWarnings("deprecation")
    public boolean removeActions(Class<? extends Action> type) {
        return getActions().removeIf(type::isInstance);
    }

    private <T> Collection<? extends Action> createFor(TransientActionFactory<T> factory) {
        return factory.createFor(factory.type().cast(this));
    }
}
