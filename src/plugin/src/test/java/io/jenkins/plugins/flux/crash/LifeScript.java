package io.jenkins.plugins.flux.crash;

import java.io.Serializable;

/**
 * From what all lives of a lane are drawn.
 *
 * @param lane of so many lanes, which share the chosen points among each other
 */
record LifeScript(long seed, int lane, int lanes) implements Serializable {

    /** A life of the lane, the same whoever asks. */
    Life life(int number) {
        return Life.of(this, number);
    }
}
