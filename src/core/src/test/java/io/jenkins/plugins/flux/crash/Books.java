package io.jenkins.plugins.flux.crash;

import io.jenkins.plugins.flux.simulator.JobRecord;
import io.jenkins.plugins.flux.simulator.JobState;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds what the host says of each image against what the service knows of its jobs. */
final class Books {

    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> kills = new TreeMap<>();

    /** Adds a round that has come to its end. */
    void add(CrashScript script, Path home, SimulatorRecord record) throws IOException {
        Map<String, List<JobRecord>> jobs = record.jobs().stream()
                .collect(Collectors.groupingBy(job -> job.parameters().prompt()));
        for (CrashScript.Run run : script.runs()) {
            List<String> outcomes = Files.readAllLines(home.resolve(run.name() + ".outcome"));
            if (outcomes.size() != run.prompts().size()) {
                differences.add(run.name() + ": " + outcomes.size() + " outcomes");
            }
            for (String line : outcomes) {
                String[] fields = line.split("\t", 3);
                count(fields[1]);
                check(run, home, fields[0], fields[1], fields[2], jobs.getOrDefault(fields[0], List.of()));
            }
        }
    }

    private void check(
            CrashScript.Run run, Path home, String prompt, String kind, String message, List<JobRecord> jobs) {
        int most = run.resubmitLost() ? 2 : 1;
        if (jobs.size() > most) {
            differences.add(prompt + ": submitted " + jobs.size() + " times");
        }
        boolean mayBeLost = run.resubmitLost() && jobs.size() == 2;
        for (JobRecord job : jobs) {
            boolean isNamed = message.contains(job.requestId());
            boolean isUnknown = kind.equals("Unknown") && message.contains("may exist and be billed");
            if (!job.state().isTerminal() && !isUnknown && !mayBeLost) {
                differences.add(prompt + ": left running, " + kind + " " + message);
            }
            if (job.state() == JobState.SUCCEEDED && !isNamed && !isUnknown && !mayBeLost) {
                differences.add(prompt + ": paid for and lost, " + kind + " " + message);
            }
        }
        if (kind.equals("Stored") && !Files.exists(home.resolve(prompt + ".jpg"))) {
            differences.add(prompt + ": said to be stored and is not there");
        }
        if (kind.equals("Stored") && jobs.isEmpty()) {
            differences.add(prompt + ": stored without a job");
        }
    }

    /** Adds what others hold. */
    void add(Books others) {
        differences.addAll(others.differences);
        others.counts.forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
        others.kills.forEach((point, count) -> kills.merge(point, count, Integer::sum));
    }

    void countKill(KillPoint point) {
        kills.merge(point instanceof KillPoint.AfterMillis ? "at random" : point.toString(), 1, Integer::sum);
    }

    int kills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void count(String kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** What does not agree, one line each. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** Where the host was killed, and how many images ended how. */
    String summary() {
        return kills() + " kills " + kills + "; images " + counts + "; " + differences.size() + " differences";
    }
}
