package io.jenkins.plugins.flux.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;

/** What a {@link PinnedGet} sends: no header here is about the connection or the length. */
record Outgoing(String method, Map<String, String> headers, Optional<byte[]> body) {
    /** Asks for an image. */
    static final Outgoing IMAGE = new Outgoing(
            "GET",
            Map.of("Accept", "image/*", "Accept-Encoding", "identity", "User-Agent", "flux-generate"),
            Optional.empty());

    /** The same as a request of the JDK's, but for where it goes. */
    static Outgoing of(HttpRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return new Outgoing(request.method(), headers, request.bodyPublisher().map(Outgoing::bytes));
    }

    private static byte[] bytes(HttpRequest.BodyPublisher body) {
        BodySubscriber<byte[]> all = BodySubscribers.ofByteArray();
        body.subscribe(new Flow.Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                all.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                all.onNext(List.of(bytes));
            }

            @Override
            public void onError(Throwable failure) {
                all.onError(failure);
            }

            @Override
            public void onComplete() {
                all.onComplete();
            }
        });
        return all.getBody().toCompletableFuture().join(); // texts are there at once
    }
}
