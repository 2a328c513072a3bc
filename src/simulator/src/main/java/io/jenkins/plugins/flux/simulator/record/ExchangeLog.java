package io.jenkins.plugins.flux.simulator.record;

import io.jenkins.plugins.flux.simulator.Exchange;
import io.jenkins.plugins.flux.simulator.Operation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The newest exchanges, limited in number and in the size of their bodies. Guarded by the monitor. */
final class ExchangeLog {
    private static final long MOST_BODY_CHARACTERS = 64L * 1024 * 1024;

    private final int limit;
    private final Deque<Exchange> exchanges = new ArrayDeque<>();
    private final Map<Operation, Integer> calls = new EnumMap<>(Operation.class);
    private long bodyCharacters;
    private long lastNumber;

    ExchangeLog(int limit) {
        this.limit = limit;
    }

    long nextNumber() {
        return lastNumber + 1;
    }

    void add(Exchange exchange) {
        lastNumber = exchange.number();
        calls.merge(exchange.operation(), 1, Integer::sum);
        exchanges.add(exchange);
        bodyCharacters += exchange.body().length();
        while (exchanges.size() > limit || bodyCharacters > MOST_BODY_CHARACTERS) {
            bodyCharacters -= exchanges.remove().body().length();
        }
    }

    List<Exchange> all() {
        return List.copyOf(exchanges);
    }

    int calls(Operation operation) {
        return calls.getOrDefault(operation, 0);
    }

    void clear() {
        exchanges.clear();
        calls.clear();
        bodyCharacters = 0;
        lastNumber = 0;
    }
}
