package hudson;

import java.io.IOException;

/** A failure whose message is meant for people: the console shows it without a stack trace. */
public class AbortException extends IOException {
    private static final long serialVersionUID = 1L;

    public AbortException(String message) {
        super(message);
    }
}
