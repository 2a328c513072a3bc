package hudson.remoting;

/** A channel to a machine. */
public interface VirtualChannel {}
