/**
 * Image bytes: fetched from wherever a result says, checked without being decoded, and stored whole or not at all.
 *
 * <p>The key of the service is unknown here, so it cannot reach an image host.
 */
package io.jenkins.plugins.flux.image;
