package hudson.model;

import hudson.util.StreamTaskListener;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** A build listener that writes to a stream. */
public class StreamBuildListener extends StreamTaskListener implements BuildListener {
    private static final long serialVersionUID = 1L;

    public StreamBuildListener(OutputStream out, Charset charset) {
        super(out, charset);
    }
}
