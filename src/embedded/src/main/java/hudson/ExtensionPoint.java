package hudson;

/** A kind of thing that plugins add to Jenkins. */
public interface ExtensionPoint {}
