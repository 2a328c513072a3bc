package io.jenkins.plugins.flux.simulator.render;

import java.util.random.RandomGenerator;

/** A sort of picture. */
interface Scene {
    /** Paints a whole picture; the same random numbers give the same one. */
    void paint(Canvas canvas, Palette palette, RandomGenerator random);
}
