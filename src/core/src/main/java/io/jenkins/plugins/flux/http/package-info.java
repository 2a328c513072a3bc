/**
 * HTTP exchanges that cannot hang, cannot flood the memory and can always be canceled. Apache HttpComponents does the
 * HTTP; this package adds the limits of time and size, the choice of the address, and what each failure means.
 *
 * <p>It knows no key, no protocol and no image. Requests come in; answers go out. Begin at {@link
 * io.jenkins.plugins.flux.http.BoundedExchange} for calls, and at {@link io.jenkins.plugins.flux.http.HttpDownload} for
 * files.
 */
package io.jenkins.plugins.flux.http;
