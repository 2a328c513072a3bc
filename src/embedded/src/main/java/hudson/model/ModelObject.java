package hudson.model;

/** An object with a display name. */
public interface ModelObject {
    String getDisplayName();
}
