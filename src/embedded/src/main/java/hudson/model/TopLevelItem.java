package hudson.model;

import hudson.ExtensionPoint;

/** An item that may be directly in Jenkins or in a folder. */
public interface TopLevelItem extends Item, ExtensionPoint {}
