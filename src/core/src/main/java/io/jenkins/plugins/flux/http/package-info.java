/**
 * How bytes travel: HTTP exchanges that cannot hang, cannot flood the memory and can always be canceled.
 *
 * <p>This floor knows no key, no protocol and no image. Everything is asynchronous; no thread waits for an answer.
 */
package io.jenkins.plugins.flux.http;
