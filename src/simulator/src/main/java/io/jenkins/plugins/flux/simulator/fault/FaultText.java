package io.jenkins.plugins.flux.simulator.fault;

import io.jenkins.plugins.flux.simulator.Fault;
import io.jenkins.plugins.flux.simulator.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Parses faults: {@code [operation.]name[=value][,option[=value]]…}, separated by white space. */
public final class FaultText {
    private static final String ANY = "any";

    private FaultText() {}

    /**
     * Parses all tokens.
     *
     * @throws IllegalArgumentException with a message for people at the first invalid token
     */
    public static List<Fault> parse(String text) {
        List<Fault> faults = new ArrayList<>();
        for (String token : text.strip().split("\\s+")) {
            if (!token.isEmpty()) {
                faults.add(token(token));
            }
        }
        return List.copyOf(faults);
    }

    /** Whether the text starts with the name of a fault, so it is meant as one. */
    static boolean startsWithName(String text) {
        String name = text.strip().split("[\\s=,]", 2)[0];
        int dot = name.indexOf('.');
        if (dot >= 0) {
            return operations(name.substring(0, dot)) != null && FaultNames.isKnown(name.substring(dot + 1));
        }
        return FaultNames.isKnown(name) || operations(name) != null;
    }

    private static Fault token(String token) {
        String[] parts = token.split(",");
        try {
            Fault fault = parts.length == 0 ? named("", "") : base(parts[0]);
            for (int i = 1; i < parts.length; i++) {
                fault = option(fault, keyOf(parts[i]), valueOf(parts[i]));
            }
            return fault;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException("fault '" + token + "': " + e.getMessage(), e);
        }
    }

    private static Fault base(String text) {
        String name = keyOf(text);
        String value = valueOf(text);
        Set<Operation> whole = operations(name);
        if (whole != null) {
            return on(Fault.status(FaultNames.integer(value)), whole);
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            return named(name, value);
        }
        Set<Operation> narrowed = operations(name.substring(0, dot));
        if (narrowed == null) {
            throw new IllegalArgumentException("no operation is called '" + name.substring(0, dot) + "'");
        }
        return on(named(name.substring(dot + 1), value), narrowed);
    }

    private static Fault named(String name, String value) {
        return FaultNames.factory(name)
                .orElseThrow(() -> new IllegalArgumentException("unknown; there are " + allNames()))
                .apply(value);
    }

    private static Fault option(Fault fault, String key, String value) {
        return switch (key) {
            case "times" -> fault.times(FaultNames.integer(value));
            case "after" -> fault.after(FaultNames.integer(value));
            case "per-job" -> fault.forEachJob();
            case "p" -> fault.withProbability(FaultNames.decimal(value));
            case "retry-after" -> fault.retryAfter(FaultNames.duration(value));
            case "retry-at" -> fault.retryAfterDate(FaultNames.duration(value));
            default ->
                throw new IllegalArgumentException("unknown option '" + key
                        + "'; there are times=N, after=N, p=0.N, per-job, retry-after=2s, retry-at=2s");
        };
    }

    private static Fault on(Fault fault, Set<Operation> operations) {
        Operation[] all = operations.toArray(Operation[]::new);
        return fault.on(all[0], all);
    }

    /** Returns the operations of a name, or null if there are none. */
    private static Set<Operation> operations(String name) {
        if (name.equals(ANY)) {
            return Operation.all();
        }
        return Operation.all().stream()
                .filter(operation -> lowerCase(operation).equals(name))
                .map(EnumSet::of)
                .findFirst()
                .orElse(null);
    }

    private static String allNames() {
        Stream<String> statuses = Stream.concat(Operation.all().stream().map(FaultText::lowerCase), Stream.of(ANY));
        return String.join(" ", FaultNames.all()) + " and, for a status, " + String.join(" ", statuses.toList());
    }

    private static String lowerCase(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT);
    }

    private static String keyOf(String text) {
        return text.split("=", 2)[0];
    }

    private static String valueOf(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? "" : text.substring(equals + 1);
    }
}
