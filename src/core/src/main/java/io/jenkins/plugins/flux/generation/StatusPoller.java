package io.jenkins.plugins.flux.generation;

import io.jenkins.plugins.flux.gate.CallUrgency;
import io.jenkins.plugins.flux.history.CancelCause;
import io.jenkins.plugins.flux.history.Deadlines;
import io.jenkins.plugins.flux.history.ImageHistory;
import io.jenkins.plugins.flux.history.JournalEntry;
import io.jenkins.plugins.flux.queue.ImageRequest;
import io.jenkins.plugins.flux.queue.QueueException;
import io.jenkins.plugins.flux.queue.QueuedTask;
import io.jenkins.plugins.flux.queue.TaskStatus;
import io.jenkins.plugins.flux.schedule.JobKind;
import io.jenkins.plugins.flux.schedule.PollSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Watches a job that the service has taken until it is complete, failed or overdue. */
final class StatusPoller {

    /** A page of some gateway in between may come once or twice; five in a row are no accident. */
    private static final int UNREADABLE_ANSWERS = 5;

    private final ImageJob imageJob;
    private final QueuedTask task;
    private final PollSchedule.JobPolls polls;

    /** When the job was submitted, on the clock of the loop. */
    private final long submitted;

    private int failures;
    private OptionalInt position = OptionalInt.empty();

    StatusPoller(ImageJob imageJob) {
        this.imageJob = imageJob;
        this.task = imageJob.job().task();
        ImageRequest request = imageJob.image().request();
        JobKind kind = new JobKind(imageJob.plan().endpoint(), request.width(), request.height());
        Duration elapsed = Duration.between(imageJob.job().submitted(), Instant.now());
        this.submitted = now() - Math.max(0, elapsed.toNanos());
        this.polls = imageJob.services().schedule().watch(kind, sinceSubmit());
    }

    /** Begins, or goes on where another process has stopped: the deadlines stay where they were. */
    void begin() {
        ImageHistory.Job job = imageJob.job();
        job.running().ifPresent(seen -> polls.running(Duration.between(job.submitted(), seen)));
        job.running().ifPresentOrElse(this::limitRun, () -> limitQueue(job.submitted()));
        pollLater();
    }

    private void limitQueue(Instant submitted) {
        Duration limit = imageJob.plan().deadlines().queue();
        until(submitted.plus(limit), () -> overdue("waited in the service's queue for more than", limit, "queue"));
    }

    private void limitRun(Instant running) {
        Duration limit = imageJob.plan().deadlines().run();
        until(running.plus(limit), () -> overdue("ran for more than", limit, "run"));
    }

    private void until(Instant end, Runnable overdue) {
        imageJob.activity().deadline(Duration.between(Instant.now(), end), overdue);
    }

    private void pollLater() {
        GeneratorSettings settings = imageJob.services().settings();
        imageJob.activity().next(polls.next(sinceSubmit(), settings.random()), this::poll);
    }

    private void poll() {
        imageJob.activity()
                .call(
                        CallUrgency.ORDINARY,
                        key -> imageJob.services().client().status(task, key),
                        this::answered,
                        this::failed);
    }

    private Duration sinceSubmit() {
        return Duration.ofNanos(now() - submitted);
    }

    private long now() {
        return imageJob.services().loop().nanoTime();
    }

    private void answered(TaskStatus status) {
        if (isNoLongerWatched()) {
            return;
        }
        failures = 0;
        if (status instanceof TaskStatus.InQueue queued) {
            polls.queued(sinceSubmit(), queued.position());
            queued(queued.position());
            pollLater();
        } else if (status instanceof TaskStatus.InProgress) {
            polls.running(sinceSubmit());
            if (imageJob.job().running().isEmpty()) {
                runs();
            }
            pollLater();
        } else if (status instanceof TaskStatus.Completed completed) {
            polls.completed(sinceSubmit(), completed.inferenceSeconds(), now());
            imageJob.completed(new JournalEntry.Completed(Instant.now(), completed.inferenceSeconds()));
        } else if (status instanceof TaskStatus.Failed failed) {
            imageJob.ending().failed(failed.message() + "; request id " + task.requestId());
        }
    }

    private void queued(OptionalInt now) {
        if (now.isPresent() && !now.equals(position)) {
            position = now;
            imageJob.tell(new ImageEvent.Queued(imageJob.image(), task.requestId(), now));
        }
    }

    private void runs() {
        imageJob.running();
        limitRun(imageJob.job().running().orElseThrow());
    }

    private void failed(Throwable failure) {
        if (isNoLongerWatched()) {
            return;
        }
        failures++;
        GeneratorSettings settings = imageJob.services().settings();
        Optional<Duration> wait = settings.waitAfterCall(failure, failures);
        if (wait.isEmpty() && isUnreadable(failure) && failures < UNREADABLE_ANSWERS) {
            wait = Optional.of(settings.retries().delay(failures, settings.random()));
        }
        if (wait.isEmpty()) {
            // Nobody would watch it any more, so it must not go on.
            imageJob.cancellation().cancel(CancelCause.GIVEN_UP, Failures.message(failure));
            return;
        }
        imageJob.tell(new ImageEvent.Retrying(imageJob.image(), Failures.message(failure), wait.get()));
        imageJob.activity().next(wait.get(), this::poll);
    }

    private static boolean isUnreadable(Throwable failure) {
        return isKind(failure, QueueException.Kind.PROTOCOL);
    }

    private static boolean isKind(Throwable failure, QueueException.Kind kind) {
        return failure instanceof QueueException refusal && refusal.kind() == kind;
    }

    /** A cancel may have overtaken an answer. */
    private boolean isNoLongerWatched() {
        return imageJob.isOver() || imageJob.isCanceled();
    }

    private void overdue(String what, Duration limit, String name) {
        imageJob.cancellation()
                .cancel(
                        CancelCause.GIVEN_UP,
                        "the job " + what + " " + Deadlines.inWords(limit) + " (" + name + "TimeoutSeconds)");
    }
}
