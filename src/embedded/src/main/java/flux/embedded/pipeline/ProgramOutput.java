package flux.embedded.pipeline;

import flux.embedded.console.BuildConsole;
import hudson.model.TaskListener;
import java.util.List;

/**
 * What a script itself writes to the console, as opposed to plugins' steps. When the script runs again after a restart,
 * output that it wrote before is dropped: first everything, then what is already in the console.
 */
final class ProgramOutput {
    private final BuildConsole console;
    private boolean silent;
    private List<String> written = List.of();

    ProgramOutput(BuildConsole console) {
        this.console = console;
    }

    /** Creates a listener that writes like the script. */
    TaskListener listener(String branch) {
        return console.listener(line -> append(branch, line));
    }

    synchronized void append(String branch, String line) {
        if (silent) {
            return;
        }
        int at = written.indexOf(line);
        if (at >= 0) {
            written = written.subList(at + 1, written.size());
        } else {
            console.append(branch, line);
        }
    }

    /** From now on, everything has been written before. */
    synchronized void silence() {
        silent = true;
    }

    /** From now on, only these lines may have been written before, in this order. */
    synchronized void leaveOut(List<String> lines) {
        silent = false;
        written = lines;
    }
}
