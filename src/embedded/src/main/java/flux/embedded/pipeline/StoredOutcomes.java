package flux.embedded.pipeline;

import flux.embedded.program.StoredOutcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Stores and reads outcomes. A failure that reached several branches is a single object again after reading. */
final class StoredOutcomes {
    private final Map<Throwable, Integer> numbers = new IdentityHashMap<>();
    private final Map<Integer, Throwable> failures = new HashMap<>();
    private int next;

    /** What cannot be serialized is lost; this matters only if it must be read. */
    synchronized StoredOutcome store(Outcome outcome) {
        if (outcome == null) {
            return new StoredOutcome.Nothing();
        }
        try {
            if (!outcome.isFailure()) {
                return new StoredOutcome.Value(write(outcome.value()));
            }
            Integer known = numbers.get(outcome.failure());
            if (known != null) {
                return new StoredOutcome.Failure(known, null);
            }
            byte[] bytes = write(outcome.failure());
            return new StoredOutcome.Failure(remember(next, outcome.failure()), bytes);
        } catch (IOException | RuntimeException e) {
            return new StoredOutcome.Lost(e.toString());
        }
    }

    private int remember(int number, Throwable failure) {
        next = Math.max(next, number + 1);
        numbers.put(failure, number);
        failures.put(number, failure);
        return number;
    }

    /**
     * Reads an outcome.
     *
     * @throws IOException if it was lost, or if its class does not exist
     */
    synchronized Outcome read(StoredOutcome stored) throws IOException {
        if (stored instanceof StoredOutcome.Value value) {
            return Outcome.success(parse(value.bytes()));
        }
        if (stored instanceof StoredOutcome.Failure failure) {
            if (!failures.containsKey(failure.number())) {
                remember(failure.number(), (Throwable) parse(failure.bytes()));
            }
            return Outcome.failure(failures.get(failure.number()));
        }
        if (stored instanceof StoredOutcome.Lost lost) {
            throw new IOException("A result could not be stored: " + lost.why());
        }
        return null;
    }

    static byte[] write(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(object);
        }
        return bytes.toByteArray();
    }

    static Object parse(byte[] bytes) throws IOException {
        try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readObject();
        } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
            throw new IOException(e.toString(), e);
        }
    }
}
