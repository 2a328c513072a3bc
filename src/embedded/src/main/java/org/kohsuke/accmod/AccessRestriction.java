package org.kohsuke.accmod;

/** A kind of restriction. Who breaks it shows only in Jenkins' own build. */
public abstract class AccessRestriction {}
