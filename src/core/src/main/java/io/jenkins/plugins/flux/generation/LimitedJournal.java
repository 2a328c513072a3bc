package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.history.Journal;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.threads.EventLoop;
import io.jenkins.plugins.flux.threads.WorkHangsException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A journal with a time limit, because a submit that waits for it occupies a place among the calls to its endpoint.
 * Late entries are still written if the disk recovers. Used on the {@link EventLoop} only.
 */
final class LimitedJournal implements Journal {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Journal journal;
    private final Duration limit;

    /** An entry that was late; set by the JDK's timer. */
    private volatile CompletableFuture<Void> late = CompletableFuture.completedFuture(null);

    /**
     * @param limit counts if it is less than half a minute
     */
    LimitedJournal(Journal journal, Duration limit) {
        this.journal = journal;
        this.limit = limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
    }

    @Override
    public CompletableFuture<Void> add(int image, JournalEntry entry) {
        CompletableFuture<Void> written = journal.add(image, entry);
        if (!late.isDone()) {
            return written.isDone() ? written : CompletableFuture.failedFuture(notWritten("; an earlier entry hangs"));
        }
        return written.copy().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS).exceptionallyCompose(failure -> {
            if (!(failure instanceof TimeoutException)) {
                return CompletableFuture.failedFuture(failure);
            }
            late = written;
            return CompletableFuture.failedFuture(notWritten(""));
        });
    }

    private IOException notWritten(String detail) {
        return new IOException("the journal could not be written within " + WorkHangsException.seconds(limit) + detail);
    }
}
