package jenkins.model;

import hudson.model.ModelObject;

/** An object with a full display name. */
public interface FullyNamedModelObject extends ModelObject {
    String getFullDisplayName();
}
