package hudson.model;

import jenkins.model.Loadable;

/** A descriptor that this host loads as soon as it was created. */
public interface PersistentDescriptor extends Loadable, Saveable {
    @Override
    void load();
}
