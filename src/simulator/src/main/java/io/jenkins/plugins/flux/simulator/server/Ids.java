package io.jenkins.plugins.flux.simulator.server;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Creates unguessable names. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private Ids() {}

    /** Creates a request id with the service's prefix. */
    static String request() {
        return "mmsu_" + token();
    }

    static String token() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
