package io.jenkins.plugins.flux.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The network without a proxy; its threads do name look-ups, parsing and file writing, and end when idle. */
final class DirectAccess implements HttpAccess {
    private static final int MAX_THREADS = 4;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Last, as it needs the constants above. */
    static final DirectAccess INSTANCE = new DirectAccess();

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(daemonPool())
            .build();

    private DirectAccess() {}

    @Override
    public HttpClient client() {
        return client;
    }

    private static ExecutorService daemonPool() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "flux-http-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
