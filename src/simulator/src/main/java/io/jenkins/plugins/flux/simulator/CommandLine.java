package io.jenkins.plugins.flux.simulator;

import java.time.Duration;
import java.util.List;

/** Parses the options of the stand-alone simulator. */
final class CommandLine {
    private static final int DEFAULT_PORT = 8188;
    private static final Latency DEFAULT_QUEUE = Latency.uniform(Duration.ofMillis(500), Duration.ofSeconds(2));
    private static final Latency DEFAULT_RUN = Latency.uniform(Duration.ofSeconds(1), Duration.ofSeconds(4));
    private static final List<String> HELP = List.of("--help", "-h");
    private static final String NO_DIRECTIVES = "--no-directives";

    private final SimulatorSettings.Builder settings =
            SimulatorSettings.builder().port(DEFAULT_PORT).queue(DEFAULT_QUEUE).run(DEFAULT_RUN);

    private CommandLine() {}

    /** True if the options ask for the help text. */
    static boolean asksForHelp(String... options) {
        return List.of(options).stream().anyMatch(HELP::contains);
    }

    /**
     * Parses options to settings.
     *
     * @throws IllegalArgumentException with a message for people if an option is invalid
     */
    static SimulatorSettings parse(String... options) {
        CommandLine line = new CommandLine();
        int at = 0;
        while (at < options.length) {
            at += line.option(options, at);
        }
        return line.settings.build();
    }

    /** Parses one option; returns how many words it has. */
    private int option(String[] options, int at) {
        String word = options[at];
        if (word.equals(NO_DIRECTIVES)) {
            settings.promptDirectives(false);
            return 1;
        }
        int equals = word.indexOf('=');
        if (word.startsWith("--") && equals > 0) {
            set(word.substring(0, equals), word.substring(equals + 1));
            return 1;
        }
        set(word, at + 1 < options.length ? options[at + 1] : null);
        return 2;
    }

    private void set(String name, String value) {
        Setter setter = setter(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        try {
            setter.set(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private Setter setter(String name) {
        return switch (name) {
            case "--port" -> value -> settings.port(integer(value));
            case "--image-port" -> value -> settings.imagePort(integer(value));
            case "--key" -> value -> settings.key(value);
            case "--expired-key" -> value -> settings.key(ApiKey.expired("expired", value));
            case "--no-balance-key" -> value -> settings.key(ApiKey.withoutBalance("no balance", value));
            case "--model" -> value -> settings.model(value);
            case "--slots" -> value -> settings.slots(integer(value));
            case "--queue" -> value -> settings.queue(Latency.parse(value));
            case "--run" -> value -> settings.run(Latency.parse(value));
            case "--seed" -> value -> settings.seed(number(value));
            case "--fault" -> value -> settings.faults(Fault.parse(value).toArray(Fault[]::new));
            case "--max-body" -> value -> settings.maxRequestBytes(integer(value));
            case "--calls-per-second" -> value -> settings.callsPerSecond(integer(value));
            case "--history" -> value -> settings.historyLimit(integer(value));
            default -> throw new IllegalArgumentException("unknown option " + name);
        };
    }

    private static int integer(String text) {
        long value = number(text);
        if (value != (int) value) {
            throw new IllegalArgumentException("too large: " + text);
        }
        return (int) value;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number is needed: '" + text + "'", e);
        }
    }

    private interface Setter {
        void set(String value);
    }
}
