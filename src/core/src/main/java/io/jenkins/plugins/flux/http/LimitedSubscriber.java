package io.jenkins.plugins.flux.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Counts the bytes on their way to another subscriber and stops them at a limit. */
final class LimitedSubscriber<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> target;
    private final RunningExchange<?> exchange;
    private final long declared;
    private final long limit;
    private Flow.Subscription subscription;
    private long received;
    private boolean stopped;

    /**
     * @param target where the bytes go
     * @param exchange told about progress and about too large a body
     * @param declared the length that the answer declares, 0 if none
     * @param limit the most bytes to let through
     */
    LimitedSubscriber(BodySubscriber<T> target, RunningExchange<?> exchange, long declared, long limit) {
        this.target = target;
        this.exchange = exchange;
        this.declared = declared;
        this.limit = limit;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        target.onSubscribe(newSubscription);
        if (declared > limit) {
            stop();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (stopped) {
            return;
        }
        exchange.progress().bytesMoved();
        for (ByteBuffer buffer : buffers) {
            received += buffer.remaining();
        }
        if (received > limit) {
            stop();
        } else {
            target.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!stopped) {
            target.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!stopped) {
            target.onComplete();
        }
    }

    @Override
    public CompletionStage<T> getBody() {
        return target.getBody();
    }

    private void stop() {
        stopped = true;
        subscription.cancel();
        target.onError(exchange.failTooLarge());
    }
}
