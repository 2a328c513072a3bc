package org.kohsuke.accmod.restrictions;

/** Only its own plugin is to use it. */
public class NoExternalUse extends DoNotUse {}
