package io.jenkins.plugins.flux.simulator.render;

import java.util.random.RandomGenerator;

/** A kind of picture. */
interface Scene {
    /** Paints a complete picture; the same random numbers give the same picture. */
    void paint(Canvas canvas, Palette palette, RandomGenerator random);
}
