package io.jenkins.plugins.flux.image;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Writes a body to a file as it comes, on the client's threads as the JDK's own file subscriber does. */
final class PartSubscriber implements BodySubscriber<Void> {
    private final PartFile part;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private Flow.Subscription subscription;

    PartSubscriber(PartFile part) {
        this.part = part;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                part.write(buffer);
            }
            subscription.request(1);
        } catch (IOException e) {
            subscription.cancel();
            written.completeExceptionally(
                    new ImageException(ImageException.Kind.STORAGE, "the image could not be stored: " + e, e));
        }
    }

    @Override
    public void onError(Throwable failure) {
        written.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        written.complete(null);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return written;
    }
}
