package hudson.model;

/** Kept for subclasses; {@link Describable} does the same by itself. */
public abstract class AbstractDescribableImpl<T extends AbstractDescribableImpl<T>> implements Describable<T> {}
