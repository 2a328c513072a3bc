package flux.embedded;

import hudson.model.ParameterValue;
import hudson.model.StringParameterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a build is started.
 *
 * @param user who starts it
 * @param runAs whom the job runs as, or null for Jenkins itself
 * @param parameters the build's parameters
 * @param watcher is given each line of the console as it appears, with the branch it came from; not after a restart
 * @param durability what of a Pipeline is stored when
 */
public record BuildOptions(
        String user, String runAs, List<ParameterValue> parameters, Consumer<String> watcher, Durability durability) {
    /** Started by {@code admin}, without parameters, watched by nobody, everything stored at once. */
    public static final BuildOptions DEFAULT =
            new BuildOptions("admin", null, List.of(), line -> {}, Durability.MAX_SURVIVABILITY);

    /** The same, started by somebody else. */
    public BuildOptions startedBy(String somebody) {
        return new BuildOptions(somebody, runAs, parameters, watcher, durability);
    }

    /** The same in a job that runs as somebody. */
    public BuildOptions runningAs(String somebody) {
        return new BuildOptions(user, somebody, parameters, watcher, durability);
    }

    /** The same with one more text parameter. */
    public BuildOptions with(String name, String value) {
        return with(new StringParameterValue(name, value));
    }

    /** The same with one more parameter. */
    public BuildOptions with(ParameterValue parameter) {
        List<ParameterValue> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new BuildOptions(user, runAs, List.copyOf(more), watcher, durability);
    }

    /** The same, watched. */
    public BuildOptions watchedBy(Consumer<String> somebody) {
        return new BuildOptions(user, runAs, parameters, somebody, durability);
    }

    /** The same, a Pipeline stored otherwise. */
    public BuildOptions withDurability(Durability other) {
        return new BuildOptions(user, runAs, parameters, watcher, other);
    }
}
