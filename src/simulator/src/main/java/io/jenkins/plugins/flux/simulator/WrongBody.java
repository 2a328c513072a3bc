package io.jenkins.plugins.flux.simulator;

/** A body that is not what the caller asked for, under the status of the true answer. */
public enum WrongBody {
    /** An HTML page, as a captive portal or a proxy sends it. */
    HTML,
    /** An SVG document with a script in it. */
    SVG,
    /** Plain text. */
    TEXT,
    /** No byte at all. */
    EMPTY,
    /** The first half of the true body, with a matching Content-Length. */
    HALF,
    /** The true JSON with every value {@code null}; for an image the text {@code null}. */
    JSON_NULLS,
    /** The true JSON with every number replaced by one far beyond 64 bits; for an image a JSON object. */
    HUGE_NUMBERS,
    /** A JSON object as other gateways than the service's own explain an error. */
    FOREIGN_JSON,
    /** The true JSON inside an array of an array; for an image an array. */
    JSON_ARRAY
}
