package org.kohsuke.accmod;

/** A kind of restriction. Only Jenkins' own build checks it. */
public abstract class AccessRestriction {}
