package io.jenkins.plugins.flux.simulator.render;

/**
 * What an image depends on: the same specification gives the same bytes.
 *
 * @param width in pixels
 * @param height in pixels
 * @param format the file format
 * @param prompt the words to draw, which also determine the picture
 * @param label additional words, drawn smaller
 * @param variation anything else that makes a difference, such as the seed
 */
public record ImageSpec(int width, int height, ImageFormat format, String prompt, String label, String variation) {}
