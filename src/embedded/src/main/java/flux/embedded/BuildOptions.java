package flux.embedded;

import hudson.model.ParameterValue;
import hudson.model.StringParameterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The options of a build.
 *
 * @param user user who starts the build
 * @param runAs user as whom the job runs; null for Jenkins itself
 * @param parameters parameters of the build
 * @param watcher receives each line of the console as it appears, with its branch; not after a restart
 * @param durability when which parts of a Pipeline are stored
 */
public record BuildOptions(
        String user, String runAs, List<ParameterValue> parameters, Consumer<String> watcher, Durability durability) {
    /** Started by {@code admin}, without parameters or a watcher, everything stored immediately. */
    public static final BuildOptions DEFAULT =
            new BuildOptions("admin", null, List.of(), line -> {}, Durability.MAX_SURVIVABILITY);

    /** The same, started by another user. */
    public BuildOptions startedBy(String somebody) {
        return new BuildOptions(somebody, runAs, parameters, watcher, durability);
    }

    /** The same, in a job that runs as a user. */
    public BuildOptions runningAs(String somebody) {
        return new BuildOptions(user, somebody, parameters, watcher, durability);
    }

    /** The same, with an additional text parameter. */
    public BuildOptions with(String name, String value) {
        return with(new StringParameterValue(name, value));
    }

    /** The same, with an additional parameter. */
    public BuildOptions with(ParameterValue parameter) {
        List<ParameterValue> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new BuildOptions(user, runAs, List.copyOf(more), watcher, durability);
    }

    /** The same, with a watcher. */
    public BuildOptions watchedBy(Consumer<String> somebody) {
        return new BuildOptions(user, runAs, parameters, somebody, durability);
    }

    /** The same, with another durability. */
    public BuildOptions withDurability(Durability other) {
        return new BuildOptions(user, runAs, parameters, watcher, other);
    }
}
