package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds up how the builds of lanes ended, and where their hosts were killed. */
final class Books {

    private static final String MISSED = " (not come to)";

    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> builds = new TreeMap<>();
    private final Map<String, Integer> images = new TreeMap<>();
    private final Map<String, Integer> kills = new TreeMap<>();

    /**
     * Adds builds that have ended.
     *
     * @param stranded names of those that Jenkins itself never ends
     * @return whether everything agrees
     */
    boolean add(List<ScriptedBuild> ended, Set<String> stranded, Remains remains, SimulatorRecord record)
            throws IOException {
        int before = differences.size();
        for (ScriptedBuild build : ended) {
            BuildAudit audit = new BuildAudit(build, stranded.contains(build.name()), remains, record);
            differences.addAll(audit.differences());
            builds.merge(audit.result(), 1, Integer::sum);
            audit.states().forEach(state -> images.merge(state, 1, Integer::sum));
        }
        remains.activeJournals()
                .forEach(journal -> differences.add("still in the list of active journals: " + journal));
        return differences.size() == before;
    }

    /** Adds the content of other books. */
    void add(Books others) {
        differences.addAll(others.differences);
        others.builds.forEach((result, count) -> builds.merge(result, count, Integer::sum));
        others.images.forEach((state, count) -> images.merge(state, count, Integer::sum));
        others.kills.forEach((point, count) -> kills.merge(point, count, Integer::sum));
    }

    /**
     * Counts a kill.
     *
     * @param arrived whether the host had reached the point; false if it was killed because it had not after a long
     *     time
     */
    void countKill(KillPoint point, boolean arrived) {
        kills.merge(arrived ? point.name() : point.name() + MISSED, 1, Integer::sum);
    }

    int kills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    int images() {
        return images.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Names of the points at which a host was killed. */
    Set<String> points() {
        return Set.copyOf(kills.keySet());
    }

    /** Differences, one line each. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** Where hosts were killed, and how many builds and images ended how. */
    String summary() {
        return "%d kills %s; builds %s; %d images %s; %d differences"
                .formatted(kills(), kills, builds, images(), images, differences.size());
    }
}
