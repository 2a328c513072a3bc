package io.jenkins.plugins.flux.queue;

import io.jenkins.plugins.flux.http.Authority;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of one model of a service. The key is sent to its origin and nowhere else.
 *
 * @param baseUrl for example {@code https://odirouter.ai/model}; http or https, without user info, query, fragment or
 *     trailing slashes
 * @param model the id of the model, for example {@code flux_pro_11}
 */
public record QueueEndpoint(URI baseUrl, String model) {
    private static final String BASE_URL = "baseUrl";
    private static final String BASE_URL_RULE =
            "an http or https address without user name, query and fragment, like https://odirouter.ai/model";
    private static final int MAX_PORT = 0xffff;
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /**
     * Checks the address and removes trailing slashes.
     *
     * @throws InvalidParameterException with the field {@code baseUrl} or {@code model}
     */
    public QueueEndpoint {
        baseUrl = normalized(baseUrl);
        if (model == null || !MODEL.matcher(model).matches()) {
            throw InvalidParameterException.notAllowed(
                    "model", model, "a model id of letters, digits, dots, dashes and underscores, like flux_pro_11");
        }
    }

    /**
     * Creates an endpoint from text.
     *
     * @throws InvalidParameterException with the field {@code baseUrl} or {@code model}
     */
    public static QueueEndpoint of(String baseUrl, String model) {
        if (baseUrl == null || baseUrl.isBlank()) {
            throw InvalidParameterException.missing(BASE_URL, BASE_URL_RULE);
        }
        try {
            return new QueueEndpoint(new URI(baseUrl.strip()), model);
        } catch (URISyntaxException e) {
            throw InvalidParameterException.notAllowed(BASE_URL, withoutUserInfo(baseUrl), BASE_URL_RULE);
        }
    }

    /** Where requests are submitted. */
    public URI submitUrl() {
        return URI.create(baseUrl + "/v1/queue/" + model);
    }

    /** Where a job is polled. */
    public URI statusUrl(String requestId) {
        return requestUrl(requestId, "status");
    }

    /** Where the result of a job is fetched. */
    public URI responseUrl(String requestId) {
        return requestUrl(requestId, "response");
    }

    /** Where a job is canceled. */
    public URI cancelUrl(String requestId) {
        return requestUrl(requestId, "cancel");
    }

    /** The list of models for a key, at the endpoint's origin; reading it costs nothing. */
    public URI modelsUrl() {
        return baseUrl.resolve("/v1/models");
    }

    /** Whether an address has this endpoint's scheme, host and effective port, and no user info. */
    public boolean isSameOrigin(URI address) {
        Optional<Authority> other = Authority.of(address);
        return baseUrl.getScheme().equalsIgnoreCase(address.getScheme())
                && other.isPresent()
                && authority().host().equalsIgnoreCase(other.get().host())
                && authority().port(isHttps()) == other.get().port(isHttps())
                && !Authority.hasUserInfo(address);
    }

    /** Whether a request means the same image there: same origin and model. */
    public boolean isSameModelOf(QueueEndpoint other) {
        return isSameOrigin(other.baseUrl()) && model.equals(other.model());
    }

    private URI requestUrl(String requestId, String last) {
        return URI.create(submitUrl() + "/requests/" + RequestIds.check(requestId) + "/" + last);
    }

    private static URI normalized(URI url) {
        if (url == null) {
            throw InvalidParameterException.missing(BASE_URL, BASE_URL_RULE);
        }
        boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!isHttp
                || Authority.hasUserInfo(url)
                || Authority.of(url)
                        .filter(authority -> authority.port() <= MAX_PORT)
                        .isEmpty()
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw InvalidParameterException.notAllowed(BASE_URL, withoutUserInfo(url.toString()), BASE_URL_RULE);
        }
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }

    /** A refused address may contain a password, which must not appear in the message. */
    private static String withoutUserInfo(String url) {
        return url.replaceFirst("//.*@", "//****@").replaceFirst("[?#].*", "?****");
    }

    private Authority authority() {
        return Authority.of(baseUrl).orElseThrow();
    }

    private boolean isHttps() {
        return "https".equalsIgnoreCase(baseUrl.getScheme());
    }
}
