package io.jenkins.plugins.flux.simulator.record;

import io.jenkins.plugins.flux.simulator.Exchange;
import io.jenkins.plugins.flux.simulator.HostRole;
import io.jenkins.plugins.flux.simulator.JobRecord;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.SimulatorRecord;
import io.jenkins.plugins.flux.simulator.SimulatorTimeoutException;
import io.jenkins.plugins.flux.simulator.job.JobTable;
import io.jenkins.plugins.flux.simulator.job.Monitor;
import io.jenkins.plugins.flux.simulator.key.KeyRing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps the exchanges, and gives access to them and the jobs. Thread-safe. */
public final class Ledger implements SimulatorRecord {
    private static final int MOST_BODY_CHARACTERS = 1024 * 1024;

    private final Monitor monitor;
    private final JobTable jobs;
    private final KeyRing keys;
    private final ExchangeLog log;
    private int openCalls;
    private int mostOpenCalls;
    private boolean keySeenAtImageHost;

    /** Creates an empty ledger over the table's jobs. */
    public Ledger(Monitor monitor, JobTable jobs, KeyRing keys, int limit) {
        this.monitor = monitor;
        this.jobs = jobs;
        this.keys = keys;
        this.log = new ExchangeLog(limit);
    }

    /** Records that a call has arrived. */
    public void opened() {
        monitor.change(() -> {
            openCalls++;
            mostOpenCalls = Math.max(mostOpenCalls, openCalls);
        });
    }

    /** Records that a call is over. */
    public void closed() {
        monitor.change(() -> {
            openCalls--;
        });
    }

    /** Records an exchange, without keys. */
    public void add(Observation seen) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        seen.headers().forEach((name, values) -> headers.put(name, redact(values, name.equals("authorization"))));
        String path = keys.redact(seen.path());
        String originalBody = cut(seen.body());
        String body = keys.redact(originalBody);
        boolean keySeen = seen.headers().containsKey("authorization")
                || !headers.equals(seen.headers())
                || !path.equals(seen.path())
                || !body.equals(originalBody);
        monitor.change(() -> {
            log.add(new Exchange(
                    log.nextNumber(),
                    seen.time(),
                    seen.host(),
                    seen.method(),
                    path,
                    seen.operation(),
                    seen.requestId(),
                    seen.status(),
                    headers,
                    seen.keyName(),
                    body,
                    seen.effects()));
            keySeenAtImageHost |= keySeen && seen.host() == HostRole.IMAGE;
        });
    }

    /** Forgets the exchanges, but not open calls. */
    public void clear() {
        monitor.change(() -> {
            log.clear();
            mostOpenCalls = openCalls;
            keySeenAtImageHost = false;
        });
    }

    @Override
    public List<Exchange> exchanges() {
        return monitor.read(log::all);
    }

    @Override
    public List<JobRecord> jobs() {
        return jobs.snapshots();
    }

    @Override
    public Optional<JobRecord> job(String requestId) {
        return jobs.snapshot(requestId);
    }

    @Override
    public int calls(Operation operation) {
        return monitor.read(() -> log.calls(operation));
    }

    @Override
    public int submittedCount() {
        return jobs.counts().submitted();
    }

    @Override
    public int canceledCount() {
        return jobs.counts().canceled();
    }

    @Override
    public int cancelsReceived() {
        return jobs.counts().cancelsReceived();
    }

    @Override
    public int jobsLeftRunning() {
        return jobs.counts().unfinished();
    }

    @Override
    public int maxConcurrentJobs() {
        return jobs.counts().mostRunning();
    }

    @Override
    public int maxUnfinishedJobs() {
        return jobs.counts().mostUnfinished();
    }

    @Override
    public int maxConcurrentCalls() {
        return monitor.read(() -> mostOpenCalls);
    }

    @Override
    public boolean keySeenAtImageHost() {
        return monitor.read(() -> keySeenAtImageHost);
    }

    @Override
    public void await(String what, Predicate<SimulatorRecord> condition, Duration timeout) {
        try {
            if (!monitor.await(() -> condition.test(this), timeout)) {
                throw new SimulatorTimeoutException(
                        what + " did not come within " + timeout + "; there were " + summary());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulatorTimeoutException("interrupted while waiting for " + what);
        }
    }

    private String summary() {
        return jobs.counts() + ", " + exchanges().size() + " exchanges";
    }

    private List<String> redact(List<String> values, boolean isAuthorization) {
        return values.stream()
                .map(value -> {
                    String clean = keys.redact(value);
                    // An unknown key is also a secret.
                    return isAuthorization && clean.equals(value) ? "<unknown key>" : clean;
                })
                .toList();
    }

    private static String cut(String body) {
        return body.length() <= MOST_BODY_CHARACTERS ? body : body.substring(0, MOST_BODY_CHARACTERS);
    }
}
