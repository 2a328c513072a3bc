package jenkins.model;

/** An object with a full name. */
public interface FullyNamed {
    String getFullName();
}
