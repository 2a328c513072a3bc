/**
 * What forms call while a person types: checks, drop-downs and the connection test, each behind the permission it
 * needs.
 *
 * <p>Begin at {@link io.jenkins.plugins.flux.form.FormCheck}.
 */
package io.jenkins.plugins.flux.form;
