package io.jenkins.plugins.flux.schedule;

/**
 * How fast an endpoint's queue moves, from the places that waiting jobs have advanced. Newer observations count more.
 */
final class QueuePace {

    /** The factor by which each observation reduces the weight of the earlier ones. */
    private static final double MEMORY = 0.99;

    private double places;
    private double seconds;

    /** A job has advanced by a number of places in a number of seconds; an estimate may be less than 0. */
    void moved(int byPlaces, double inSeconds) {
        places = places * MEMORY + byPlaces;
        seconds = Math.max(0, seconds * MEMORY + inSeconds);
    }

    /**
     * In how many seconds a job with this many jobs before it should start; 0 if unknown, and for the first in the
     * queue: some services report every job as first.
     */
    double secondsUntilBegin(int before) {
        return places == 0 || before == 0 ? 0 : (before + 1) * seconds / places;
    }
}
