package io.jenkins.plugins.flux.simulator;

import io.jenkins.plugins.flux.simulator.fault.FaultText;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What goes wrong, and when. Immutable: each method returns a new fault.
 *
 * <pre>{@code
 * Fault.status(429).retryAfter(Duration.ofSeconds(1)).times(2).on(Operation.SUBMIT)
 * Fault.jobError(ErrorType.CONTENT_BLOCKED)
 * Fault.slowBody(2_000)                                  // the image host, unless on(…) says otherwise
 * }</pre>
 *
 * A {@link JobEffect} is decided when the job is accepted; a {@link CallEffect} applies to single calls of its {@link
 * #operations()}. Among faults of the same {@link Effect#kind()}, the latest applies first, and the next one once it
 * is used up; faults of different kinds combine.
 *
 * @param effect what goes wrong
 * @param operations the affected calls; for a job effect always {@code SUBMIT}
 * @param times how many matching calls fail before the fault is used up, or {@link #ALWAYS}
 * @param skip how many matching calls succeed before the first one fails
 * @param perJob whether {@code times} and {@code skip} are counted separately for each job
 * @param probability probability that a matching call fails, above 0 and up to 1, drawn from the simulator's seed
 */
public record Fault(Effect effect, Set<Operation> operations, int times, int skip, boolean perJob, double probability) {
    /** {@link #times()} of a fault that is never used up. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    /** Size of a body that never ends. */
    public static final long ENDLESS = Long.MAX_VALUE;

    /** Checks the numbers. */
    public Fault {
        Objects.requireNonNull(effect, "effect");
        operations = Set.copyOf(operations);
        Check.that(!operations.isEmpty(), "a fault concerns at least one operation");
        Check.that(times >= 1, "a fault happens at least once");
        Check.that(skip >= 0, "a fault cannot skip a negative number of calls");
        Check.that(probability > 0 && probability <= 1, "a probability is above 0 and at most 1");
    }

    // What goes wrong with a job.

    /** Jobs wait this long before they start. */
    public static Fault queue(Latency latency) {
        return job(new JobEffect.QueueLatency(latency));
    }

    /** Jobs wait this long before they start. */
    public static Fault queue(Duration latency) {
        return queue(Latency.fixed(latency));
    }

    /** Jobs run this long. */
    public static Fault run(Latency latency) {
        return job(new JobEffect.RunLatency(latency));
    }

    /** Jobs run this long. */
    public static Fault run(Duration latency) {
        return run(Latency.fixed(latency));
    }

    /** Jobs end with this error and its default text. */
    public static Fault jobError(ErrorType type) {
        return jobError(type, type.defaultMessage());
    }

    /** Jobs end with this error and this text. */
    public static Fault jobError(ErrorType type, String message) {
        return job(new JobEffect.JobError(type, message));
    }

    /** A job completes just before its cancel arrives: 400 {@code ALREADY_COMPLETED}. */
    public static Fault cancelTooLate() {
        return job(new JobEffect.CancelTooLate());
    }

    /** A cancel is accepted with 202, but the job completes nevertheless. */
    public static Fault cancelIgnored() {
        return job(new JobEffect.CancelIgnored());
    }

    /** A cancel is accepted with 202, but the job ends {@code CANCELED} only after the delay. */
    public static Fault cancelDelayed(Duration delay) {
        return job(new JobEffect.CancelDelayed(delay));
    }

    /** Results have this shape instead of the documented one. */
    public static Fault resultShape(ResultShape shape) {
        return job(new JobEffect.Shape(shape));
    }

    /** Jobs generate this many images, 1 to 16. */
    public static Fault outputs(int count) {
        return job(new JobEffect.Outputs(count));
    }

    /** Images have this size, 1 to 4096 pixels per side, but the result names the requested size. */
    public static Fault imageSize(int width, int height) {
        return job(new JobEffect.ImageSize(width, height));
    }

    /** Files are complete images of at least this many bytes, up to 64 MiB. */
    public static Fault largeImage(int bytes) {
        return job(new JobEffect.LargeImage(bytes));
    }

    /** Files begin like images, but cannot be decoded. */
    public static Fault corruptImage() {
        return corruptImage(0);
    }

    /** The file of this output, counted from 1, begins like an image, but cannot be decoded. */
    public static Fault corruptImage(int output) {
        return job(new JobEffect.CorruptImage(output));
    }

    /** Statuses and results of successful jobs have this JSON, such as {@code false}, as {@code error}. */
    public static Fault errorField(String json) {
        return job(new JobEffect.ErrorField(json));
    }

    /**
     * The answer to a submit has URLs of the image host, a different origin than the API's.
     *
     * @param links any of {@code STATUS}, {@code RESULT}, {@code CANCEL}; all three by default
     */
    public static Fault foreignLinks(Operation... links) {
        return job(new JobEffect.ForeignLinks(links.length == 0 ? JobEffect.ForeignLinks.ALL : Set.of(links)));
    }

    /** Results have an image URL that must not be fetched. */
    public static Fault imageUrl(ForeignImageUrl url) {
        return imageUrl(url.uri());
    }

    /** Results have this image URL. */
    public static Fault imageUrl(URI uri) {
        return job(new JobEffect.ImageUrl(uri));
    }

    /** An image URL answers 404 after this time; the next result has a fresh one. */
    public static Fault imageExpiresAfter(Duration lifetime) {
        return job(new JobEffect.ExpiringImage(lifetime, ALWAYS, 404));
    }

    /** An image URL answers 410 after this many downloads (0: at once); the next result has a fresh one. */
    public static Fault imageExpiresAfterDownloads(int downloads) {
        return job(new JobEffect.ExpiringImage(Latency.MAXIMUM, downloads, 410));
    }

    // What goes wrong with an answer.

    /** Calls are refused with this status, 400 to 599; all operations by default. */
    public static Fault status(int code) {
        return new Fault(new CallEffect.Status(code, Optional.empty()), Operation.all());
    }

    /** Calls are refused with this status and a message that repeats the key; operations of the API by default. */
    public static Fault echoKey(int code) {
        return new Fault(new CallEffect.EchoKey(code), Operation.api());
    }

    /**
     * Every answer, correct or an error, is full of the key; operations of the API by default. Combines with all other
     * faults.
     */
    public static Fault keyInAnswers() {
        return new Fault(new CallEffect.KeyInAnswers(), Operation.api());
    }

    /**
     * Every text in an answer, correct or an error, has this many characters of markup, escape sequences and console
     * notes; operations of the API by default. Combines with all other faults.
     */
    public static Fault hostileText(int length) {
        return new Fault(new CallEffect.HostileText(length), Operation.api());
    }

    /** The connection closes without an answer, and no job was accepted; {@code SUBMIT} by default. */
    public static Fault answerLostBeforeAccept() {
        return new Fault(new CallEffect.LostBefore(), EnumSet.of(Operation.SUBMIT));
    }

    /** The connection closes without an answer, but the job exists and runs; {@code SUBMIT} by default. */
    public static Fault answerLostAfterAccept() {
        return new Fault(new CallEffect.LostAfter(), EnumSet.of(Operation.SUBMIT));
    }

    /** Bodies are not what the caller expects; {@code RESULT} by default. */
    public static Fault body(WrongBody body) {
        return new Fault(new CallEffect.ReplacedBody(body), EnumSet.of(Operation.RESULT));
    }

    /**
     * Calls are carried out, but something in between (a load balancer, a company's proxy) answers instead of the
     * service: with this status, 300 to 599, and a body that is not the service's; {@code SUBMIT} by default.
     */
    public static Fault inBetween(int status, WrongBody body) {
        return new Fault(new CallEffect.InBetween(status, body), EnumSet.of(Operation.SUBMIT));
    }

    /** Bodies are compressed unrequested; {@code IMAGE} by default. */
    public static Fault gzip() {
        return image(new CallEffect.Gzip());
    }

    /** Bodies are sent at this many bytes per second, 1 or more; {@code IMAGE} by default. */
    public static Fault slowBody(long bytesPerSecond) {
        return image(new CallEffect.SlowBody(bytesPerSecond));
    }

    /** Bodies stop after this many bytes, but the connection stays open; {@code IMAGE} by default. */
    public static Fault stalledBody(long afterBytes) {
        return image(new CallEffect.StalledBody(afterBytes));
    }

    /** Calls are carried out, but never answered, not even with a status line; {@code IMAGE} by default. */
    public static Fault stalledHeaders() {
        return image(new CallEffect.StalledHeaders());
    }

    /** The connection closes after this many bytes of the body; {@code IMAGE} by default. */
    public static Fault truncatedBody(long afterBytes) {
        return image(new CallEffect.TruncatedBody(afterBytes));
    }

    /** Bodies are padded to this many bytes or {@link #ENDLESS}; {@code IMAGE} by default. */
    public static Fault oversizedBody(long bytes) {
        return image(new CallEffect.OversizedBody(bytes));
    }

    /** Content-Length is wrong by this many bytes (not 0); {@code IMAGE} by default. */
    public static Fault wrongContentLength(long difference) {
        return image(new CallEffect.WrongContentLength(difference));
    }

    /** Calls are redirected; {@code IMAGE} by default. */
    public static Fault redirect(RedirectTarget target) {
        return image(new CallEffect.Redirect(target));
    }

    /** Calls are redirected this many times, 1 to 1000, before they are answered; {@code IMAGE} by default. */
    public static Fault redirectHops(int hops) {
        return image(new CallEffect.RedirectHops(hops));
    }

    /** Calls are redirected to this URL; {@code IMAGE} by default. */
    public static Fault redirectTo(URI location) {
        return image(new CallEffect.RedirectTo(location));
    }

    /**
     * Parses faults as written on the command line, in a prompt directive or in {@code POST /simulator/faults}: tokens
     * separated by spaces, such as {@code queue=2s submit=429,retry-after=1s,times=2}. The package documentation lists
     * them.
     *
     * @throws IllegalArgumentException with a message for people if a token is invalid
     */
    public static List<Fault> parse(String text) {
        return FaultText.parse(text);
    }

    // When it goes wrong.

    /** Limits the fault to these operations; a job effect throws an IllegalStateException. */
    public Fault on(Operation first, Operation... others) {
        if (effect instanceof JobEffect) {
            throw new IllegalStateException("concerns a job from its submit on, not single calls: " + effect);
        }
        return new Fault(effect, EnumSet.of(first, others), times, skip, perJob, probability);
    }

    /** Limits the fault to the first {@code count} matching calls (for a job effect: jobs). */
    public Fault times(int count) {
        return new Fault(effect, operations, count, skip, perJob, probability);
    }

    /** The same as {@code times(1)}. */
    public Fault once() {
        return times(1);
    }

    /** Lets the first {@code count} matching calls succeed. */
    public Fault after(int count) {
        return new Fault(effect, operations, times, count, perJob, probability);
    }

    /** Counts {@link #times} and {@link #after} separately for each job. A refused submit does not belong to a job. */
    public Fault forEachJob() {
        return new Fault(effect, operations, times, skip, true, probability);
    }

    /** Lets the fault happen with this probability. */
    public Fault withProbability(double chance) {
        return new Fault(effect, operations, times, skip, perJob, chance);
    }

    /** Adds {@code Retry-After} in seconds (rounded up) to a {@link #status}; others throw an IllegalStateException. */
    public Fault retryAfter(Duration delay) {
        return retryAfter(new RetryAfter(delay, false));
    }

    /** As {@link #retryAfter(Duration)}, but as an HTTP date this far in the future. */
    public Fault retryAfterDate(Duration delay) {
        return retryAfter(new RetryAfter(delay, true));
    }

    private Fault retryAfter(RetryAfter header) {
        if (!(effect instanceof CallEffect.Status status)) {
            throw new IllegalStateException("only a status has Retry-After, not " + effect);
        }
        CallEffect.Status more = new CallEffect.Status(status.code(), Optional.of(header));
        return new Fault(more, operations, times, skip, perJob, probability);
    }

    private Fault(Effect effect, Set<Operation> operations) {
        this(effect, operations, ALWAYS, 0, false, 1);
    }

    private static Fault job(JobEffect effect) {
        return new Fault(effect, EnumSet.of(Operation.SUBMIT));
    }

    private static Fault image(CallEffect effect) {
        return new Fault(effect, EnumSet.of(Operation.IMAGE));
    }
}
