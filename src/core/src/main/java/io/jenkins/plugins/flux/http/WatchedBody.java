package io.jenkins.plugins.flux.http;

import java.io.IOException;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducerWrapper;

/** Records when the library takes a request's body: from then on, a server may have acted on the request. */
final class WatchedBody extends AsyncEntityProducerWrapper {
    private final ExchangeProgress progress;

    WatchedBody(AsyncEntityProducer body, ExchangeProgress progress) {
        super(body);
        this.progress = progress;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        progress.bodyTaken();
        super.produce(channel);
    }
}
