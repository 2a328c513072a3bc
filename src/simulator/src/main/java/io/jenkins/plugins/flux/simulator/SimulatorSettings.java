package io.jenkins.plugins.flux.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * The settings of a simulator. Immutable; see {@link #builder()} for the defaults.
 *
 * @param port the API's port; 0 for any free one
 * @param imagePort the image host's port; 0 for any free one
 * @param keys the known keys; the first is {@link Simulator#apiKey()}
 * @param models ids of the served models
 * @param slots how many jobs run at once
 * @param queueLatency minimum time that a job waits
 * @param runLatency how long a job runs
 * @param seed makes latencies, image seeds and probabilities repeatable; empty for a new one at each start
 * @param faults the initial faults
 * @param promptDirectives whether {@code [[…]]} in a prompt may name faults
 * @param maxRequestBytes larger request bodies are answered 413
 * @param callsPerSecond limit for calls of the API per second; further ones are answered 429; 0 for no limit
 * @param historyLimit how many exchanges, and how many finished jobs, are kept
 * @param tls TLS context of both hosts; empty for plain HTTP
 */
public record SimulatorSettings(
        int port,
        int imagePort,
        List<ApiKey> keys,
        Set<String> models,
        int slots,
        Latency queueLatency,
        Latency runLatency,
        OptionalLong seed,
        List<Fault> faults,
        boolean promptDirectives,
        int maxRequestBytes,
        int callsPerSecond,
        int historyLimit,
        Optional<SSLContext> tls) {
    /** The default key. */
    public static final String DEFAULT_KEY = "flux-simulator-key";

    /** The default model. */
    public static final String DEFAULT_MODEL = "flux_pro_11";

    /** Checks the numbers and copies the collections. */
    public SimulatorSettings {
        keys = List.copyOf(keys);
        models = Set.copyOf(models);
        faults = List.copyOf(faults);
        Check.that(isPort(port) && isPort(imagePort), "a port is 0 to 65535");
        Check.that(port == 0 || port != imagePort, "the API and the image host need different ports");
        Check.that(!keys.isEmpty(), "at least one key is needed");
        Check.that(
                keys.stream().map(ApiKey::value).distinct().count() == keys.size(), "each key can be known only once");
        Check.that(!models.isEmpty(), "at least one model is needed");
        Check.that(
                models.stream().allMatch(model -> model.matches("[A-Za-z0-9._-]+")), "a model id is one path segment");
        Check.that(slots >= 1, "at least one job must run at once");
        Check.that(maxRequestBytes >= 1, "the largest request body has at least one byte");
        Check.that(callsPerSecond >= 0, "a limit of calls per second is 1 or more, or 0 for none");
        Check.that(historyLimit >= 1, "at least one exchange must be kept");
    }

    /** A fast service without faults, with {@link #DEFAULT_KEY}. */
    public static SimulatorSettings defaults() {
        return builder().build();
    }

    /**
     * Starts from: ephemeral ports, {@link #DEFAULT_KEY}, {@link #DEFAULT_MODEL}, 64 slots, 10 ms in the queue, 20 ms
     * of running, an arbitrary seed, no faults, prompt directives on, bodies up to 32 MiB, a history of 20,000, plain
     * HTTP.
     */
    public static Builder builder() {
        return new Builder();
    }

    private static boolean isPort(int value) {
        return value >= 0 && value <= 65535;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private int port;
        private int imagePort;
        private final List<ApiKey> keys = new ArrayList<>();
        private final Set<String> models = new LinkedHashSet<>();
        private int slots = 64;
        private Latency queueLatency = Latency.fixed(Duration.ofMillis(10));
        private Latency runLatency = Latency.fixed(Duration.ofMillis(20));
        private OptionalLong seed = OptionalLong.empty();
        private final List<Fault> faults = new ArrayList<>();
        private boolean promptDirectives = true;
        private int maxRequestBytes = 32 * 1024 * 1024;
        private int callsPerSecond;
        private int historyLimit = 20_000;
        private Optional<SSLContext> tls = Optional.empty();

        private Builder() {}

        /** Sets the API's port; 0 for any free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Sets the image host's port; 0 for any free one. */
        public Builder imagePort(int value) {
            imagePort = value;
            return this;
        }

        /** Adds a valid key named {@code default}. */
        public Builder key(String value) {
            return key(ApiKey.valid("default", value));
        }

        /** Adds a key; the first one is {@link Simulator#apiKey()}. */
        public Builder key(ApiKey key) {
            keys.add(key);
            return this;
        }

        /** Adds a model id; without any, {@link #DEFAULT_MODEL} is served. */
        public Builder model(String id) {
            models.add(id);
            return this;
        }

        /** Sets how many jobs run at once. */
        public Builder slots(int value) {
            slots = value;
            return this;
        }

        /** Sets how long a job waits at least before it runs; it waits longer if all slots are taken. */
        public Builder queue(Latency value) {
            queueLatency = value;
            return this;
        }

        /** Sets a fixed latency. */
        public Builder queue(Duration value) {
            return queue(Latency.fixed(value));
        }

        /** Sets how long a job runs. */
        public Builder run(Latency value) {
            runLatency = value;
            return this;
        }

        /** Sets a fixed latency. */
        public Builder run(Duration value) {
            return run(Latency.fixed(value));
        }

        /** Makes everything random repeatable, except ids and image addresses. */
        public Builder seed(long value) {
            seed = OptionalLong.of(value);
            return this;
        }

        /** Adds faults for all jobs and calls. */
        public Builder faults(Fault... values) {
            faults.addAll(List.of(values));
            return this;
        }

        /** Sets whether {@code [[…]]} in a prompt may name faults. */
        public Builder promptDirectives(boolean value) {
            promptDirectives = value;
            return this;
        }

        /** Sets the maximum size of a request body, in bytes. */
        public Builder maxRequestBytes(int value) {
            maxRequestBytes = value;
            return this;
        }

        /**
         * Limits calls of the API per second; unused calls of a second are saved up, and further ones are answered 429
         * with {@code Retry-After: 1}. 0 for no limit.
         */
        public Builder callsPerSecond(int value) {
            callsPerSecond = value;
            return this;
        }

        /** Sets how many exchanges, and how many finished jobs, are kept. */
        public Builder historyLimit(int value) {
            historyLimit = value;
            return this;
        }

        /** Lets both hosts speak only TLS. */
        public Builder tls(SSLContext value) {
            tls = Optional.of(value);
            return this;
        }

        /**
         * Builds the settings.
         *
         * @throws IllegalArgumentException with a message for people if a value is out of range
         */
        public SimulatorSettings build() {
            List<ApiKey> allKeys = keys.isEmpty() ? List.of(ApiKey.valid("default", DEFAULT_KEY)) : keys;
            Set<String> allModels = models.isEmpty() ? Set.of(DEFAULT_MODEL) : models;
            return new SimulatorSettings(
                    port,
                    imagePort,
                    allKeys,
                    allModels,
                    slots,
                    queueLatency,
                    runLatency,
                    seed,
                    faults,
                    promptDirectives,
                    maxRequestBytes,
                    callsPerSecond,
                    historyLimit,
                    tls);
        }
    }
}
