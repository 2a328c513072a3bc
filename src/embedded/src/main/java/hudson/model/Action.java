package hudson.model;

/** Something that a build or job carries, maybe with a page of its own. */
public interface Action extends ModelObject {
    String getIconFileName();

    @Override
    String getDisplayName();

    String getUrlName();
}
