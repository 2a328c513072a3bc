package io.jenkins.plugins.flux.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.apache.hc.core5.ssl.SSLContexts;

/** A name server that gives no answer for one host until it is closed. */
public final class SilentNameServer implements AutoCloseable {
    /** The host that it says nothing of. */
    public static final String HOST = "silent.example";

    private final CountDownLatch closed = new CountDownLatch(1);

    /** A way to the network that asks this name server. */
    public HttpAccess access(Executor executor) {
        return new HttpAccess(host -> Optional.empty(), executor, this::resolve, SSLContexts::createSystemDefault);
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        if (!host.equals(HOST)) {
            return InetAddress.getAllByName(host);
        }
        boolean isInterrupted = false;
        while (closed.getCount() > 0) {
            try {
                closed.await();
            } catch (InterruptedException ignored) { // as the system's resolver does
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(host);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
