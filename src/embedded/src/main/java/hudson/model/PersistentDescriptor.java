package hudson.model;

import jenkins.model.Loadable;

/** A descriptor that is loaded as soon as it is created. */
public interface PersistentDescriptor extends Loadable, Saveable {
    @Override
    void load();
}
