package io.jenkins.plugins.flux.record;

import hudson.model.TaskListener;
import io.jenkins.plugins.flux.generation.ImageEvent;
import io.jenkins.plugins.flux.generation.Progress;
import io.jenkins.plugins.flux.history.ImageOutcome;
import io.jenkins.plugins.flux.http.SafeText;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reports each change of an image to the console, in one line. */
@Restricted(NoExternalUse.class)
public final class ConsoleProgress implements Progress {

    /** Enough for a message with a URL; text from a server must not flood a log. */
    private static final int MAX_LINE = 2_000;

    private final TaskListener listener;

    public ConsoleProgress(TaskListener listener) {
        this.listener = listener;
    }

    @Override
    public void on(ImageEvent event) {
        String line = line(event);
        listener.getLogger().println("[" + event.image().name() + "] " + SafeText.oneLine(line, MAX_LINE));
    }

    private static String line(ImageEvent event) {
        if (event instanceof ImageEvent.Submitted submitted) {
            return Messages.ConsoleProgress_submitted(submitted.requestId());
        } else if (event instanceof ImageEvent.Queued queued) {
            return Messages.ConsoleProgress_queued(
                    Integer.toString(queued.position().orElse(0)));
        } else if (event instanceof ImageEvent.Running) {
            return Messages.ConsoleProgress_running();
        } else if (event instanceof ImageEvent.Completed completed) {
            return completed
                    .inferenceSeconds()
                    .map(seconds -> Messages.ConsoleProgress_completedIn(
                            String.format(Locale.ROOT, "%.1f", seconds.doubleValue())))
                    .orElseGet(Messages::ConsoleProgress_completed);
        } else if (event instanceof ImageEvent.Retrying retrying) {
            return Messages.ConsoleProgress_retrying(retrying.reason(), seconds(retrying.delay()));
        } else if (event instanceof ImageEvent.Resubmitting resubmitting) {
            return Messages.ConsoleProgress_resubmitting(resubmitting.reason());
        } else if (event instanceof ImageEvent.PickedUp pickedUp) {
            return Messages.ConsoleProgress_pickedUp(pickedUp.requestId());
        } else if (event instanceof ImageEvent.SubmittingAnew anew) {
            return Messages.ConsoleProgress_submittingAnew(anew.reason(), anew.requestId());
        } else if (event instanceof ImageEvent.NotJournaled notJournaled) {
            return Messages.ConsoleProgress_notJournaled(notJournaled.reason());
        } else if (event instanceof ImageEvent.OutputMissing missing) {
            return missing.message();
        } else if (event instanceof ImageEvent.Canceling canceling) {
            return canceling(canceling);
        } else {
            return describe(((ImageEvent.Ended) event).outcome());
        }
    }

    private static String canceling(ImageEvent.Canceling event) {
        String requestId = event.requestId();
        return switch (event.cause()) {
            case ABORT -> Messages.ConsoleProgress_cancelingAbort(requestId);
            case FAIL_FAST -> Messages.ConsoleProgress_cancelingFailFast(requestId);
            case GIVEN_UP -> Messages.ConsoleProgress_cancelingGivenUp(requestId);
            case INTERRUPTED -> Messages.ConsoleProgress_cancelingInterrupted(requestId);
        };
    }

    /** How an image ended, in one line. */
    public static String describe(ImageOutcome outcome) {
        if (outcome instanceof ImageOutcome.Stored stored) {
            return stored.images().stream()
                    .map(image -> Messages.ConsoleProgress_stored(
                            image.name(),
                            Integer.toString(image.header().width()),
                            Integer.toString(image.header().height()),
                            image.header().format().name(),
                            Long.toString(image.bytes()),
                            image.seed().map(Object::toString).orElse("-")))
                    .collect(Collectors.joining("; "));
        } else if (outcome instanceof ImageOutcome.Failed failed) {
            return Messages.ConsoleProgress_failed(failed.message());
        } else if (outcome instanceof ImageOutcome.Canceled canceled) {
            return Messages.ConsoleProgress_canceled(canceled.report().message());
        } else if (outcome instanceof ImageOutcome.Unknown unknown) {
            return Messages.ConsoleProgress_unknown(unknown.message());
        }
        throw new IllegalArgumentException("no outcome: " + outcome);
    }

    private static String seconds(Duration delay) {
        return String.format(Locale.ROOT, "%.1f", delay.toMillis() / 1000.0);
    }
}
