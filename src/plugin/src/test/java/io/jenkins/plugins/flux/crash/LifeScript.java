package io.jenkins.plugins.flux.crash;

import java.io.Serializable;

/**
 * What all lives of a lane are drawn from.
 *
 * @param lane number of the lane, among lanes that share the chosen points
 * @param hasAgent whether Pipelines can run on an agent named {@link ScriptedBuild#AGENT}
 */
record LifeScript(long seed, int lane, int lanes, boolean hasAgent) implements Serializable {

    /** Without an agent. */
    LifeScript(long seed, int lane, int lanes) {
        this(seed, lane, lanes, false);
    }

    /** Draws a life of the lane, always the same for a number. */
    Life life(int number) {
        return Life.of(this, number);
    }
}
