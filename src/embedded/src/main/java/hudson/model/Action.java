package hudson.model;

/** Attached to a build or job, possibly with a page of its own. */
public interface Action extends ModelObject {
    String getIconFileName();

    @Override
    String getDisplayName();

    String getUrlName();
}
