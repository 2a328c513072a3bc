package io.jenkins.plugins.flux.simulator.render;

import java.awt.Color;

/** Arithmetic of colors, which are ints of the form 0xRRGGBB. */
final class Colors {
    private static final int CHANNEL = 0xff;

    private Colors() {}

    /** Mixes two colors. */
    static int mix(int from, int to, double part) {
        return channel(from, to, part, 16) | channel(from, to, part, 8) | channel(from, to, part, 0);
    }

    /** Gives a color an opacity from 0 to 1. */
    static Color translucent(int color, double opacity) {
        return new Color(color & 0xffffff | (int) Math.round(opacity * CHANNEL) << 24, true);
    }

    private static int channel(int from, int to, double part, int shift) {
        int start = from >> shift & CHANNEL;
        int end = to >> shift & CHANNEL;
        return (int) Math.round(start + (end - start) * part) << shift;
    }
}
