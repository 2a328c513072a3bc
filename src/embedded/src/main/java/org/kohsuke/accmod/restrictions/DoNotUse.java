package org.kohsuke.accmod.restrictions;

import org.kohsuke.accmod.AccessRestriction;

/** Must not be used; called by reflection or from a view. */
public class DoNotUse extends AccessRestriction {}
