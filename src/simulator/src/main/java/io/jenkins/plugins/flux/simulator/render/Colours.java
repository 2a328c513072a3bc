package io.jenkins.plugins.flux.simulator.render;

import java.awt.Color;

/** Arithmetic of colours, each an int 0xRRGGBB. */
final class Colours {
    private static final int CHANNEL = 0xff;

    private Colours() {}

    /** The colour a part of the way from one to the other. */
    static int mix(int from, int to, double part) {
        return channel(from, to, part, 16) | channel(from, to, part, 8) | channel(from, to, part, 0);
    }

    /** The colour with an opacity of 0 to 1. */
    static Color translucent(int colour, double opacity) {
        return new Color(colour & 0xffffff | (int) Math.round(opacity * CHANNEL) << 24, true);
    }

    private static int channel(int from, int to, double part, int shift) {
        int start = from >> shift & CHANNEL;
        int end = to >> shift & CHANNEL;
        return (int) Math.round(start + (end - start) * part) << shift;
    }
}
