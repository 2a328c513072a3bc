package io.jenkins.plugins.flux.schedule;

/**
 * The times of one job, as far as they are known. All times are in seconds.
 *
 * @param queued from the submit until the service began to work on it
 * @param queueSeen whether that was observed, neither assumed nor predicted from a place in the queue
 * @param run from there until it was ready
 * @param slack by how much the run may have been longer or shorter
 */
record JobTimes(double queued, boolean queueSeen, double run, double slack) {

    JobTimes {
        if (!(queued >= 0 && run > 0 && slack >= 0 && queued + run + slack < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("JobTimes: needs queued >= 0, run > 0 and slack >= 0, got " + queued
                    + ", " + run + " and " + slack);
        }
    }
}
