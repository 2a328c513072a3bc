package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.CallEffect;
import io.jenkins.plugins.flux.simulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** Sends replies, properly or with a fault. Returns quickly even if the answer takes long: timers continue it. */
final class Sender {
    /** No caller waits longer for an answer that never comes, and connections must not pile up. */
    private static final Duration LONGEST_STALL = Duration.ofMinutes(10);

    private static final int CHUNK = 64 * 1024;
    private static final Duration SHORTEST_TICK = Duration.ofMillis(50);
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Engine engine;

    Sender(Engine engine) {
        this.engine = engine;
    }

    void send(OpenAnswer answer, Reply reply) throws IOException {
        answer.release();
        send(answer, reply, reply.body().length, reply.body().length);
        answer.close();
    }

    void send(OpenAnswer answer, Reply reply, CallEffect.Delivery effect) throws IOException {
        int length = reply.body().length;
        if (effect instanceof CallEffect.LostAfter) {
            answer.close();
        } else if (effect instanceof CallEffect.StalledHeaders) {
            stall(answer);
        } else if (effect instanceof CallEffect.StalledBody stalled) {
            send(answer, reply, declared(stalled.afterBytes(), length), upTo(stalled.afterBytes(), length));
            stall(answer);
        } else if (effect instanceof CallEffect.TruncatedBody truncated) {
            send(answer, reply, declared(truncated.afterBytes(), length), upTo(truncated.afterBytes(), length));
            answer.close();
        } else if (effect instanceof CallEffect.WrongContentLength wrong) {
            long declared = Math.max(0, length + wrong.difference());
            send(answer, reply, declared, upTo(declared, length));
            answer.close();
        } else if (effect instanceof CallEffect.OversizedBody oversized) {
            long whole = Math.max(oversized.bytes(), length);
            send(answer, reply, whole == Fault.ENDLESS ? OpenAnswer.CHUNKED : whole, length);
            pad(answer, padding(reply), whole - length);
        } else if (effect instanceof CallEffect.SlowBody slow) {
            send(answer, reply, length, 0);
            drip(answer, reply.body(), slow.bytesPerSecond(), 1);
        }
    }

    private static void send(OpenAnswer answer, Reply reply, long declared, int bytes) throws IOException {
        answer.begin(reply, declared);
        if (bytes > 0 && answer.wantsBody()) {
            answer.write(reply.body(), 0, bytes);
        }
    }

    private void stall(OpenAnswer answer) {
        engine.later(LONGEST_STALL, answer::close);
    }

    /** Sends padding in chunks, so a caller that never stops reading does not occupy a worker. */
    private void pad(OpenAnswer answer, byte[] padding, long left) {
        answer.attempt(() -> {
            if (left == 0 || !answer.wantsBody()) {
                answer.close();
                return;
            }
            int size = upTo(left, padding.length);
            answer.write(padding, 0, size);
            engine.soon(() -> pad(answer, padding, left - size));
        });
    }

    /** Sends what is due by this tick; ticks are as far apart as bytes, or a little farther. */
    private void drip(OpenAnswer answer, byte[] body, long bytesPerSecond, long tick) {
        long nanos = Math.max(SHORTEST_TICK.toNanos(), NANOS_PER_SECOND / bytesPerSecond);
        engine.later(
                Duration.ofNanos(nanos),
                () -> answer.attempt(() -> {
                    int from = due(tick - 1, nanos, bytesPerSecond, body.length);
                    int to = due(tick, nanos, bytesPerSecond, body.length);
                    if (from < to && answer.wantsBody()) {
                        answer.write(body, from, to);
                    }
                    if (to == body.length || !answer.wantsBody()) {
                        answer.close();
                    } else {
                        drip(answer, body, bytesPerSecond, tick + 1);
                    }
                }));
    }

    private static int due(long tick, long nanosPerTick, long bytesPerSecond, int length) {
        double bytes = (double) tick * nanosPerTick * bytesPerSecond / NANOS_PER_SECOND;
        return (int) Math.min(Math.ceil(bytes), length);
    }

    /** An answer that ends too early must declare more than it sends, however short it is. */
    private static long declared(long sent, int length) {
        return Math.max(length, sent + 1);
    }

    private static int upTo(long bytes, int length) {
        return (int) Math.min(bytes, length);
    }

    private static byte[] padding(Reply reply) {
        byte[] padding = new byte[CHUNK];
        Arrays.fill(padding, (byte) (reply.isJson() ? ' ' : 0));
        return padding;
    }
}
