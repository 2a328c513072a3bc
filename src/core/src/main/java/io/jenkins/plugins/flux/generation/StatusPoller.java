package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.JobStatus;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.QueuedJob;
import io.jenkins.plugins.flux.schedule.JobKind;
import io.jenkins.plugins.flux.schedule.PollSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Polls a job that the service accepted until it is complete, failed or overdue. */
final class StatusPoller {

    /** A gateway in between may return its own page once or twice; five in a row are no coincidence. */
    private static final int UNREADABLE_ANSWERS = 5;

    private final ImageContext context;
    private final BatchServices batch;
    private final Consumer<String> cancelJob;
    private final QueuedJob queued;
    private final PollSchedule.JobPolls polls;

    /** When the job was submitted, on the clock of the loop. */
    private final long submitted;

    private CallUrgency urgency;
    private int failures;
    private OptionalInt position = OptionalInt.empty();

    /**
     * @param cancelJob cancels the job, for a reason
     */
    StatusPoller(ImageContext context, BatchServices batch, Consumer<String> cancelJob) {
        this.context = context;
        this.batch = batch;
        this.cancelJob = cancelJob;
        this.queued = context.job().queued();
        ImageRequest request = context.image().request();
        JobKind kind = new JobKind(batch.plan().endpoint(), request.width(), request.height());
        Duration elapsed = Duration.between(context.job().submitted(), Instant.now());
        this.submitted = now() - Math.max(0, elapsed.toNanos());
        this.polls = batch.schedule().watch(kind, sinceSubmit());
        this.urgency = elapsed.compareTo(PollSchedule.UNWATCHED) > 0 ? CallUrgency.UNWATCHED : CallUrgency.ORDINARY;
    }

    /** Begins, or resumes where another process stopped, with the same deadlines. */
    void begin() {
        ImageHistory.Job job = context.job();
        job.running().ifPresent(seen -> polls.running(Duration.between(job.submitted(), seen)));
        Duration inQueue = batch.plan().deadlines().queue();
        job.running()
                .ifPresentOrElse(
                        this::limitRun,
                        () -> limit(job.submitted(), inQueue, "waited in the service's queue for more than", "queue"));
        pollLater();
    }

    private void limitRun(Instant since) {
        limit(since, batch.plan().deadlines().run(), "ran for more than", "run");
    }

    private void limit(Instant since, Duration limit, String what, String name) {
        context.deadline(
                Duration.between(Instant.now(), since.plus(limit)),
                () -> cancelJob.accept(
                        "the job " + what + " " + Deadlines.inWords(limit) + " (" + name + "TimeoutSeconds)"));
    }

    private void pollLater() {
        context.next(polls.next(sinceSubmit(), batch.settings().random()), this::poll);
    }

    private void poll() {
        context.await(
                batch.calls().call(urgency, (client, key) -> client.status(queued, key)), this::answered, this::failed);
        urgency = CallUrgency.ORDINARY;
    }

    private Duration sinceSubmit() {
        return Duration.ofNanos(now() - submitted);
    }

    private long now() {
        return batch.loop().nanoTime();
    }

    private void answered(JobStatus status) {
        if (isNoLongerWatched()) {
            return;
        }
        failures = 0;
        if (status instanceof JobStatus.InQueue inQueue) {
            polls.queued(sinceSubmit(), inQueue.position());
            queued(inQueue.position());
            pollLater();
        } else if (status instanceof JobStatus.InProgress) {
            polls.running(sinceSubmit());
            if (context.job().running().isEmpty()) {
                runs(Instant.now());
            }
            pollLater();
        } else if (status instanceof JobStatus.Completed completed) {
            polls.completed(sinceSubmit(), completed.inferenceSeconds(), now());
            context.completed(completed.inferenceSeconds());
        } else if (status instanceof JobStatus.Failed failed) {
            context.failed(failed.message() + "; request id " + queued.requestId());
        }
    }

    private void queued(OptionalInt now) {
        if (now.isPresent() && !now.equals(position)) {
            position = now;
            context.report(new ImageEvent.Queued(context.image(), queued.requestId(), now));
        }
    }

    private void runs(Instant now) {
        context.add(new JournalEntry.Running(now));
        context.report(new ImageEvent.Running(context.image(), queued.requestId()));
        limitRun(now);
    }

    private void failed(Throwable failure) {
        if (isNoLongerWatched()) {
            return;
        }
        failures++;
        GeneratorSettings settings = batch.settings();
        Optional<Duration> wait = settings.waitAfterCall(failure, failures);
        if (wait.isEmpty() && isUnreadable(failure) && failures < UNREADABLE_ANSWERS) {
            wait = Optional.of(settings.retries().delay(failures, settings.random()));
        }
        String reason = ImageContext.message(failure);
        if (wait.isPresent()) {
            context.retry(wait.get(), reason, this::poll);
        } else {
            // It would no longer be polled, so it must not continue.
            cancelJob.accept(reason);
        }
    }

    private static boolean isUnreadable(Throwable failure) {
        return failure instanceof QueueException refusal && refusal.kind() == QueueException.Kind.PROTOCOL;
    }

    /** A cancel may have overtaken an answer. */
    private boolean isNoLongerWatched() {
        return context.isOver() || context.isCanceled();
    }
}
