package jenkins.model;

/** Something with a path of names. */
public interface FullyNamed {
    String getFullName();
}
