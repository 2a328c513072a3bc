package io.jenkins.plugins.flux.simulator.server;

import java.net.URI;

/** A host that accepts a number of calls per second, and answers 429 to further ones. */
final class LimitedHost implements Host {
    private static final int TOO_MANY = 429;
    private static final double NANOS = 1e9;

    private final Host host;
    private final int callsPerSecond;
    private double saved;
    private long counted;

    /** Unused calls of a second are saved up. */
    LimitedHost(Host host, int callsPerSecond) {
        this.host = host;
        this.callsPerSecond = callsPerSecond;
        this.saved = callsPerSecond;
        this.counted = System.nanoTime();
    }

    @Override
    public Target target(Call call) {
        return host.target(call);
    }

    @Override
    public Answer answer(Call call, Target target) {
        if (isTooMuch()) {
            return Answer.of(ErrorReplies.usual(TOO_MANY, target.operation()).with("Retry-After", "1"));
        }
        return host.answer(call, target);
    }

    @Override
    public URI otherHost() {
        return host.otherHost();
    }

    private synchronized boolean isTooMuch() {
        long now = System.nanoTime();
        saved = Math.min(callsPerSecond, saved + (now - counted) / NANOS * callsPerSecond);
        counted = now;
        if (saved < 1) {
            return true;
        }
        saved--;
        return false;
    }
}
