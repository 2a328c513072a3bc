package flux.embedded.console;

import hudson.model.BuildListener;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Writes to the console of a build. */
final class ConsoleListener implements BuildListener {
    private static final long serialVersionUID = 1L;

    private final transient PrintStream logger;

    ConsoleListener(LineStream stream) {
        logger = new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream getLogger() {
        return logger;
    }

    /** In Jenkins, a listener may be sent to an agent, but a step that keeps one in a field cannot be saved. */
    private void writeObject(ObjectOutputStream stream) throws NotSerializableException {
        throw new NotSerializableException(getClass().getName());
    }
}
