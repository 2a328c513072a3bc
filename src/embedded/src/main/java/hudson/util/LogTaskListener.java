package hudson.util;

import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A listener that writes to a logger. */
public class LogTaskListener extends AbstractTaskListener implements TaskListener {
    private static final long serialVersionUID = 1L;

    private final transient PrintStream lines;

    public LogTaskListener(Logger logger, Level level) {
        lines = new PrintStream(new LogLines(logger, level), true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream getLogger() {
        return lines;
    }

    /** Collects bytes until a line is complete. */
    private static final class LogLines extends OutputStream {
        private final Logger logger;
        private final Level level;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        LogLines(Logger logger, Level level) {
            this.logger = logger;
            this.level = level;
        }

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                logger.log(level, line.toString(StandardCharsets.UTF_8).stripTrailing());
                line.reset();
            } else {
                line.write(b);
            }
        }
    }
}
