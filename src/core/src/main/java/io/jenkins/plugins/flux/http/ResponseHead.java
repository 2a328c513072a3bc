package io.jenkins.plugins.flux.http;

import java.net.http.HttpHeaders;

/**
 * What an answer says before its body.
 *
 * @param status of three digits
 * @param headers as they came, names in any case
 */
public record ResponseHead(int status, HttpHeaders headers) {}
