package io.jenkins.plugins.flux.simulator.render;

/**
 * All that an image depends on: the same specification gives the same bytes.
 *
 * @param width pixels
 * @param height pixels
 * @param format the file format
 * @param prompt the words to draw, which also choose the picture
 * @param label a few words more, drawn smaller
 * @param variation anything else that shall make a difference, such as the seed
 */
public record ImageSpec(int width, int height, ImageFormat format, String prompt, String label, String variation) {}
