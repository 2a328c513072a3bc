package io.jenkins.plugins.flux.simulator.job;

/**
 * Numbers of jobs.
 *
 * @param submitted all that were accepted
 * @param canceled ended by a cancel
 * @param cancelsReceived cancels that named a job
 * @param running running now
 * @param unfinished queued or running now
 * @param mostRunning maximum that ran at once
 * @param mostUnfinished maximum that were queued or running at once
 */
public record JobCounts(
        int submitted,
        int canceled,
        int cancelsReceived,
        int running,
        int unfinished,
        int mostRunning,
        int mostUnfinished) {
    /** No jobs. */
    public static final JobCounts NONE = new JobCounts(0, 0, 0, 0, 0, 0, 0);

    JobCounts withSubmitted() {
        return of(submitted + 1, canceled, cancelsReceived, running, unfinished + 1);
    }

    JobCounts withStarted() {
        return of(submitted, canceled, cancelsReceived, running + 1, unfinished);
    }

    JobCounts withFinished(boolean ran, boolean byCancel) {
        return of(submitted, canceled + (byCancel ? 1 : 0), cancelsReceived, running - (ran ? 1 : 0), unfinished - 1);
    }

    JobCounts withCancelAsked() {
        return of(submitted, canceled, cancelsReceived + 1, running, unfinished);
    }

    private JobCounts of(int submittedNow, int canceledNow, int askedNow, int runningNow, int unfinishedNow) {
        return new JobCounts(
                submittedNow,
                canceledNow,
                askedNow,
                runningNow,
                unfinishedNow,
                Math.max(mostRunning, runningNow),
                Math.max(mostUnfinished, unfinishedNow));
    }
}
