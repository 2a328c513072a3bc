package hudson.model;

/** Superclass of model objects with pages. */
public abstract class AbstractModelObject implements ModelObject {}
