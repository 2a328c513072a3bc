package io.jenkins.plugins.flux.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.jenkins.plugins.flux.simulator.HostRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A request, read completely or up to the maximum size of a body. */
final class Call {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+(:\\d{1,5})?");

    private final Instant time = Instant.now();
    private final HostRole host;
    private final String scheme;
    private final String method;
    private final URI uri;
    private final Map<String, List<String>> headers;
    private final String ownAddress;
    private final byte[] body;
    private final boolean tooLarge;
    private Optional<JsonNode> json;

    private Call(HostRole host, HttpExchange http, byte[] body, boolean tooLarge) {
        this.host = host;
        this.scheme = http instanceof HttpsExchange ? "https" : "http";
        this.method = http.getRequestMethod();
        this.uri = http.getRequestURI();
        this.headers = new TreeMap<>();
        http.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        this.ownAddress = http.getLocalAddress().getAddress().getHostAddress() + ":"
                + http.getLocalAddress().getPort();
        this.body = body;
        this.tooLarge = tooLarge;
    }

    static Call read(HostRole host, HttpExchange http, int maxBytes) throws IOException {
        InputStream in = http.getRequestBody();
        byte[] body = in.readNBytes(maxBytes);
        boolean tooLarge = body.length == maxBytes && in.read() >= 0;
        // A caller that is still sending would not see the answer.
        in.transferTo(OutputStream.nullOutputStream());
        return new Call(host, http, body, tooLarge);
    }

    Instant time() {
        return time;
    }

    HostRole host() {
        return host;
    }

    String method() {
        return method;
    }

    String path() {
        return uri.getRawPath();
    }

    /** Path and query, as sent. */
    String target() {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    Optional<String> query() {
        return Optional.ofNullable(uri.getRawQuery());
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }

    Optional<String> authorization() {
        return header("authorization");
    }

    /** The origin by which the caller knows this host, for links. */
    String origin() {
        return scheme
                + "://"
                + header("host").filter(name -> HOST.matcher(name).matches()).orElse(ownAddress);
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; empty if it is not JSON. */
    Optional<JsonNode> json() {
        if (json == null) {
            json = Json.read(body);
        }
        return json;
    }
}
