package hudson.model;

/** Super class of model objects that have pages. */
public abstract class AbstractModelObject implements ModelObject {}
