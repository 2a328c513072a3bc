package hudson.model;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** The output of a build, for people. */
public interface TaskListener extends SerializableOnlyOverRemoting {
    TaskListener NULL = new NullTaskListener();

    PrintStream getLogger();

    default Charset getCharset() {
        return StandardCharsets.UTF_8;
    }

    private PrintWriter report(String prefix, String message) {
        PrintWriter writer = new PrintWriter(new OutputStreamWriter(getLogger(), getCharset()), true);
        writer.println(prefix + message);
        return writer;
    }

    default PrintWriter error(String message) {
        return report("ERROR: ", message);
    }

    default PrintWriter fatalError(String message) {
        return report("FATAL: ", message);
    }
}
