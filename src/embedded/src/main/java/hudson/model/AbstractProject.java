package hudson.model;

import hudson.model.Queue.Task;

/** A project that builds on one node. */
public abstract class AbstractProject<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Job<P, R>
        implements BuildableItem, Task {
    protected AbstractProject(ItemGroup<? extends Item> parent, String name) {
        super(parent, name);
    }
}
