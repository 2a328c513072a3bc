package io.jenkins.plugins.flux.simulator.server;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Draws image seeds of 32 bits, as the model does. Thread-safe. */
final class SeedSource implements Supplier<BigInteger> {
    private static final long BOUND = 1L << 32;

    private final SplittableRandom random;

    SeedSource(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public synchronized BigInteger get() {
        return BigInteger.valueOf(random.nextLong(BOUND));
    }
}
