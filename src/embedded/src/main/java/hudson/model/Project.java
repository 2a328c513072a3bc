package hudson.model;

import hudson.tasks.Builder;
import hudson.util.DescribableList;
import java.util.List;

/** A project with build steps. */
public abstract class Project<P extends Project<P, B>, B extends Build<P, B>> extends AbstractProject<P, B> {
    private final DescribableList<Builder, Descriptor<Builder>> builders = new DescribableList<>(this);

    protected Project(ItemGroup<? extends Item> parent, String name) {
        super(parent, name);
    }

    public List<Builder> getBuilders() {
        return builders.toList();
    }

    public DescribableList<Builder, Descriptor<Builder>> getBuildersList() {
        return builders;
    }
}
