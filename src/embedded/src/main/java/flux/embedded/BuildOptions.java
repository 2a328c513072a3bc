package flux.embedded;

import hudson.model.ParameterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The options of a build.
 *
 * @param user who starts it
 * @param runAs whom the job runs as, or null for Jenkins itself
 * @param parameters the build's parameters
 * @param watcher is given each line of the console as it appears, with the branch it came from; not after a restart
 */
public record BuildOptions(String user, String runAs, List<ParameterValue> parameters, Consumer<String> watcher) {
    /** Started by {@code admin}, without parameters, watched by nobody. */
    public static final BuildOptions DEFAULT = new BuildOptions("admin", null, List.of(), line -> {});

    /** The same, started by another user. */
    public BuildOptions startedBy(String somebody) {
        return new BuildOptions(somebody, runAs, parameters, watcher);
    }

    /** The same, in a job that runs as a user. */
    public BuildOptions runningAs(String somebody) {
        return new BuildOptions(user, somebody, parameters, watcher);
    }

    /** The same, with an additional parameter. */
    public BuildOptions with(ParameterValue parameter) {
        List<ParameterValue> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new BuildOptions(user, runAs, List.copyOf(more), watcher);
    }

    /** The same, with a watcher. */
    public BuildOptions watchedBy(Consumer<String> somebody) {
        return new BuildOptions(user, runAs, parameters, somebody);
    }
}
