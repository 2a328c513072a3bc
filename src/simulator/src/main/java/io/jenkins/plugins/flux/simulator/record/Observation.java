package io.jenkins.plugins.flux.simulator.record;

import io.jenkins.plugins.flux.simulator.CallEffect;
import io.jenkins.plugins.flux.simulator.HostRole;
import io.jenkins.plugins.flux.simulator.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call with its answer as on the wire, including keys; {@link io.jenkins.plugins.flux.simulator.Exchange} is what is
 * kept of it.
 */
public record Observation(
        Instant time,
        HostRole host,
        String method,
        String path,
        Operation operation,
        Optional<String> requestId,
        int status,
        Map<String, List<String>> headers,
        Optional<String> keyName,
        String body,
        List<CallEffect> effects) {}
