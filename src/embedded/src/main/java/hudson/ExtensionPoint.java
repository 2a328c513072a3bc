package hudson;

/** What plugins can add to Jenkins. */
public interface ExtensionPoint {}
