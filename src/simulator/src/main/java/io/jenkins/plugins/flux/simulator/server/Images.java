package io.jenkins.plugins.flux.simulator.server;

import java.net.URI;

/**
 * The rendered files and their addresses.
 *
 * @param files renders them
 * @param addresses their paths
 * @param host the origin that serves them
 */
record Images(ImageFiles files, ImageAddresses addresses, URI host) {}
