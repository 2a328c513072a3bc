package flux.embedded.program;

import hudson.model.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is stored about a script that was running when Jenkins ended. */
public final class ProgramHistory {
    private final ProgramRecord.Started started;
    private final List<ProgramRecord.Delivered> deliveries = new ArrayList<>();
    private final Map<Place, StoredOutcome> done = new HashMap<>();
    private final Map<Place, ProgramRecord.Waiting> waiting = new HashMap<>();
    private Result worst = Result.SUCCESS;

    private ProgramHistory(ProgramRecord.Started started) {
        this.started = started;
    }

    /**
     * Reads the history of a build's script.
     *
     * @throws IOException if it cannot be read, or is incomplete
     */
    public static ProgramHistory read(Path build) throws IOException {
        List<ProgramRecord> facts = ProgramLog.read(build);
        if (facts.isEmpty() || !(facts.get(0) instanceof ProgramRecord.Started started)) {
            throw new IOException("Cannot resume build -- was not cleanly saved when Jenkins shut down.");
        }
        ProgramHistory history = new ProgramHistory(started);
        facts.forEach(history::add);
        return history;
    }

    private void add(ProgramRecord fact) {
        if (fact instanceof ProgramRecord.Delivered delivered) {
            deliveries.add(delivered);
        } else if (fact instanceof ProgramRecord.Done known) {
            done.put(known.place(), known.outcome());
        } else if (fact instanceof ProgramRecord.Waiting step) {
            waiting.put(step.place(), step);
        } else if (fact instanceof ProgramRecord.Worsened worsened) {
            worst = worst.combine(worsened.result());
        }
    }

    public String script() {
        return started.script();
    }

    /** How branches continued, in that order. */
    public List<ProgramRecord.Delivered> deliveries() {
        return deliveries;
    }

    /** The outcome of an action at a place, or null. */
    public StoredOutcome done(Place place) {
        return done.get(place);
    }

    /** The step that waited at a place, or null. */
    public ProgramRecord.Waiting waiting(Place place) {
        return waiting.get(place);
    }

    /** The best result that the build can still have. */
    public Result worst() {
        return worst;
    }

    /** The size of the console at the last record; what follows may belong to that record. */
    public long console() {
        return deliveries.isEmpty()
                ? started.console()
                : deliveries.get(deliveries.size() - 1).console();
    }
}
