package flux.embedded.host;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Stack traces in the format of Jenkins: the root cause comes first, followed by what it caused, without frames that
 * the next trace also has.
 */
public final class StackTraces {
    private final StringBuilder text = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StackTraces() {}

    /** Formats a trace, without a line break at the end. */
    public static String describe(Throwable throwable) {
        StackTraces traces = new StackTraces();
        traces.add(throwable, new StackTraceElement[0], "");
        return traces.text.toString().stripTrailing();
    }

    private void add(Throwable throwable, StackTraceElement[] outer, String indent) {
        if (!seen.add(throwable)) {
            text.append("<cycle to ").append(throwable).append(">\n");
            return;
        }
        Throwable cause = throwable.getCause();
        if (cause != null) {
            add(cause, throwable.getStackTrace(), indent);
        }
        for (Throwable suppressed : throwable.getSuppressed()) {
            text.append(indent).append("Also:   ");
            add(suppressed, throwable.getStackTrace(), indent + "\t");
        }
        text.append(cause == null ? "" : indent + "Caused: ")
                .append(summary(throwable, cause))
                .append('\n');
        StackTraceElement[] frames = throwable.getStackTrace();
        int own = frames.length - common(frames, outer);
        for (int i = 0; i < own; i++) {
            text.append(indent).append("\tat ").append(frames[i]).append('\n');
        }
    }

    /** Many exceptions repeat their cause in the message. */
    private static String summary(Throwable throwable, Throwable cause) {
        String whole = throwable.toString();
        String repeated = ": " + cause;
        return cause != null && whole.endsWith(repeated)
                ? whole.substring(0, whole.length() - repeated.length())
                : whole;
    }

    private static int common(StackTraceElement[] frames, StackTraceElement[] outer) {
        int same = 0;
        while (same < frames.length
                && same < outer.length
                && frames[frames.length - 1 - same].equals(outer[outer.length - 1 - same])) {
            same++;
        }
        return same;
    }
}
