/**
 * Image bytes: downloaded from the address in a result, checked without being decoded, and stored as a whole or not at
 * all.
 *
 * <p>This package does not know the key of the service, so the key cannot reach an image host.
 */
package io.jenkins.plugins.flux.image;
