package org.kohsuke.accmod.restrictions;

/** Must only be used by its own plugin. */
public class NoExternalUse extends DoNotUse {}
