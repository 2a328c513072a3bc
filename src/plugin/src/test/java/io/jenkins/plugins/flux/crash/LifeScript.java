package io.jenkins.plugins.flux.crash;

import java.io.Serializable;

/**
 * From what all lives of a lane are drawn.
 *
 * @param lane of so many lanes, which share the chosen points among each other
 * @param hasAgent whether Pipelines can run on an agent of the name {@link ScriptedBuild#AGENT}
 */
record LifeScript(long seed, int lane, int lanes, boolean hasAgent) implements Serializable {

    /** Without an agent. */
    LifeScript(long seed, int lane, int lanes) {
        this(seed, lane, lanes, false);
    }

    /** A life of the lane, the same whoever asks. */
    Life life(int number) {
        return Life.of(this, number);
    }
}
