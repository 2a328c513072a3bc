package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.JobEffect;
import io.jenkins.plugins.flux.simulator.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public addresses of rendered files. They exist as long as their job. Thread-safe. */
final class ImageAddresses {
    private final Map<String, Address> byToken = new HashMap<>();
    private final Map<String, List<Address>> byJob = new HashMap<>();

    /** An image of a job, at an unguessable path. */
    static final class Address {
        private final String token = Ids.token();
        private final Instant issuedAt = Instant.now();
        private final Job job;
        private final int index;
        private int downloads;

        private Address(Job job, int index) {
            this.job = job;
            this.index = index;
        }

        Job job() {
            return job;
        }

        int index() {
            return index;
        }

        String path() {
            return "/" + token + "/" + ImageFiles.fileName(job, index);
        }

        private Optional<Integer> refusal() {
            return job.effects()
                    .find(JobEffect.ExpiringImage.class)
                    .filter(expiry -> downloads >= expiry.downloads() || isOlderThan(expiry.lifetime()))
                    .map(JobEffect.ExpiringImage::status);
        }

        private boolean isOlderThan(Duration lifetime) {
            return Duration.between(issuedAt, Instant.now()).compareTo(lifetime) >= 0;
        }
    }

    /** Returns the address of an image: the previous one if it still works, or else a fresh one. */
    synchronized Address current(Job job, int index) {
        List<Address> known = byJob.computeIfAbsent(job.requestId(), id -> new ArrayList<>());
        return known.stream()
                .filter(address -> address.index == index && address.refusal().isEmpty())
                .findFirst()
                .orElseGet(() -> {
                    Address fresh = new Address(job, index);
                    known.add(fresh);
                    byToken.put(fresh.token, fresh);
                    return fresh;
                });
    }

    synchronized Optional<Address> find(String path) {
        String[] parts = path.split("/", -1);
        return parts.length < 2
                ? Optional.empty()
                : Optional.ofNullable(byToken.get(parts[1]))
                        .filter(address -> address.path().equals(path));
    }

    /** Counts a download, or returns the status of the refusal. */
    synchronized Optional<Integer> download(Address address) {
        Optional<Integer> refusal = address.refusal();
        address.downloads++;
        return refusal;
    }

    /** Drops the addresses of a removed job. */
    synchronized void forget(String requestId) {
        byJob.getOrDefault(requestId, List.of()).forEach(address -> byToken.remove(address.token));
        byJob.remove(requestId);
    }

    synchronized void clear() {
        byToken.clear();
        byJob.clear();
    }
}
