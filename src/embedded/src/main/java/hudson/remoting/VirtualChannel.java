package hudson.remoting;

/** The way to a machine. */
public interface VirtualChannel {}
