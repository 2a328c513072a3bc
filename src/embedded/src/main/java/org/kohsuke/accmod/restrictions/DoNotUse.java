package org.kohsuke.accmod.restrictions;

import org.kohsuke.accmod.AccessRestriction;

/** Nobody is to use it; it is called by reflection or from a view. */
public class DoNotUse extends AccessRestriction {}
