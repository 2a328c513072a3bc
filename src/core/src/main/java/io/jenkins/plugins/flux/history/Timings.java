package io.jenkins.plugins.flux.history;

import java.time.Instant;
import java.util.Optional;

/**
 * When an image reached each phase, by this process's clock.
 *
 * @param submitted the service's answer to the submit arrived
 * @param running the job was first seen running; empty if no poll found it running
 * @param completed the job was first seen complete
 * @param stored the image was in the store
 */
public record Timings(Instant submitted, Optional<Instant> running, Instant completed, Instant stored) {}
