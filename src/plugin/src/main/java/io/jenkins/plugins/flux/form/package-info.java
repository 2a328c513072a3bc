/**
 * What forms ask while a person types: checks, drop-downs, the test of a connection, each behind the permission it
 * needs.
 *
 * <p>Begin at {@link io.jenkins.plugins.flux.form.FormCheck}.
 */
package io.jenkins.plugins.flux.form;
