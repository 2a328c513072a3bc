package io.jenkins.plugins.flux.http;

/** How far an exchange has come; written by the client's threads, read by the watch and by whoever explains a failure. */
final class ExchangeProgress {
    private final boolean hasBody;
    private volatile boolean bodyTaken;
    private volatile int status;
    private volatile long lastByte = System.nanoTime();

    ExchangeProgress(boolean hasBody) {
        this.hasBody = hasBody;
    }

    void bytesMoved() {
        lastByte = System.nanoTime();
    }

    void bodyTaken() {
        bodyTaken = true;
        bytesMoved();
    }

    void headArrived(int newStatus) {
        status = newStatus;
        bytesMoved();
    }

    /** The {@link System#nanoTime()} at which a byte last moved. */
    long lastByte() {
        return lastByte;
    }

    /** The status of the answer, 0 before its head arrived. */
    int status() {
        return status;
    }

    /** Whether a request's body is on its way, or there. */
    boolean isBodyTaken() {
        return bodyTaken;
    }

    /**
     * Whether a request with a body is still entirely here. The client takes the body only once it is connected, so as long
     * as nothing was taken, no server can have acted on the request.
     */
    boolean isBodyStillHere() {
        return hasBody && !bodyTaken && status == 0;
    }
}
