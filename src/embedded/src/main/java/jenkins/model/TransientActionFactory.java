package jenkins.model;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Adds actions to objects without storing them. */
public abstract class TransientActionFactory<T> implements ExtensionPoint {
    public abstract Class<T> type();

    public Class<? extends Action> actionType() {
        return Action.class;
    }

    public abstract Collection<? extends Action> createFor(T target);

    public static Iterable<? extends TransientActionFactory<?>> factoriesFor(
            Class<?> type, Class<? extends Action> actionType) {
        List<TransientActionFactory<?>> factories = new ArrayList<>();
        for (TransientActionFactory<?> factory : ExtensionList.lookup(TransientActionFactory.class)) {
            if (factory.type().isAssignableFrom(type) && actionType.isAssignableFrom(factory.actionType())) {
                factories.add(factory);
            }
        }
        return factories;
    }
}
