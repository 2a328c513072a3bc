package io.jenkins.plugins.flux.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The proxy that the fal.ai client is pointed at: leads its addresses to the simulator's, which has the same protocol.
 * The client waits for events of a stream that the simulator does not have; they are made here, by polling every 100
 * ms.
 */
final class FalProxy implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fal-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final URI baseUrl;
    private final String key;

    FalProxy(URI baseUrl, String key) throws IOException {
        this.baseUrl = baseUrl;
        this.key = key;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1024);
        server.setExecutor(threads);
        server.createContext("/", this::lead);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/proxy";
    }

    private void lead(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = URI.create(exchange.getRequestHeaders().getFirst("X-Fal-Target-Url"))
                    .getPath()
                    .replaceFirst("^/fal-ai/", "/v1/queue/");
            if (path.endsWith("/status/stream")) {
                stream(exchange, path.substring(0, path.length() - "/stream".length()));
            } else {
                boolean isResult = path.contains("/requests/") && !path.endsWith("/status");
                byte[] answer = call(
                        exchange.getRequestMethod(),
                        isResult ? path + "/response" : path,
                        exchange.getRequestBody().readAllBytes());
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                // Where that service's gateway puts it, and without which the client takes no result.
                exchange.getResponseHeaders().set("x-fal-request-id", path.replaceFirst(".*/requests/", ""));
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void stream(HttpExchange exchange, String path) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            boolean isOver = false;
            while (!isOver) {
                String status = new String(call("GET", path, new byte[0]), StandardCharsets.UTF_8);
                isOver = status.contains("\"COMPLETED\"");
                out.write(("data: " + status + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                if (!isOver) {
                    Thread.sleep(100);
                }
            }
        }
    }

    private byte[] call(String method, String path, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(baseUrl + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + key);
        if (body.length > 0) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(body);
        }
        try (InputStream answer = connection.getInputStream()) {
            return answer.readAllBytes();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
