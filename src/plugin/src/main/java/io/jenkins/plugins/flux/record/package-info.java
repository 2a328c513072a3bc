/**
 * What a build records and shows: image records, the manifest, progress, the console.
 *
 * <p>In come stored images and events of the engine; out come the build's page and files. Begin at {@link
 * io.jenkins.plugins.flux.record.BuildImages}.
 */
package io.jenkins.plugins.flux.record;
