package io.jenkins.plugins.flux.schedule;

/**
 * What one job took, as well as it is known. All times are in seconds.
 *
 * @param queued from the submit until the service began to work on it
 * @param queueSeen whether that was seen, is not only assumed, and no place in the queue had foretold it
 * @param run from there until it was ready
 * @param slack how much more or less the run may have been
 */
record JobTimes(double queued, boolean queueSeen, double run, double slack) {

    JobTimes {
        if (!(queued >= 0 && run > 0 && slack >= 0 && queued + run + slack < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("JobTimes: needs queued >= 0, run > 0 and slack >= 0, got " + queued
                    + ", " + run + " and " + slack);
        }
    }
}
