package flux.embedded.sample;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A nested describable. */
public final class Mark extends AbstractDescribableImpl<Mark> {
    private final String name;
    private Integer size;

    @DataBoundConstructor
    public Mark(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }

    public Integer getSize() {
        return size;
    }

    @DataBoundSetter
    public void setSize(Integer size) {
        this.size = size;
    }

    @Override
    public String toString() {
        return name + "/" + size;
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<Mark> {}
}
