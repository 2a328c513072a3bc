package hudson.remoting;

/** The channel to the controller itself. */
public class LocalChannel implements VirtualChannel {
    public LocalChannel(java.util.concurrent.ExecutorService executor) {}
}
