package jenkins.model;

import hudson.model.ModelObject;

/** Something with a path of display names. */
public interface FullyNamedModelObject extends ModelObject {
    String getFullDisplayName();
}
