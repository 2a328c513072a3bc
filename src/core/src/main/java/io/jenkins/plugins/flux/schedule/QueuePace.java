package io.jenkins.plugins.flux.schedule;

/** How fast an endpoint's queue moves, by the places that waiting jobs have come forward. Newer ones count more. */
final class QueuePace {

    /** What one more sight leaves of the weight of those before. */
    private static final double MEMORY = 0.99;

    private double places;
    private double seconds;

    /** A job has come forward by so many places in so many seconds; an estimate may be less than 0. */
    void moved(int byPlaces, double inSeconds) {
        places = places * MEMORY + byPlaces;
        seconds = Math.max(0, seconds * MEMORY + inSeconds);
    }

    /**
     * In how many seconds a job should begin to run that has so many before it; 0 when nothing is known, and for the
     * first of the queue: some services call every job that.
     */
    double secondsUntilBegin(int before) {
        return places == 0 || before == 0 ? 0 : (before + 1) * seconds / places;
    }
}
