package io.jenkins.plugins.flux.simulator;

/** A body that is not what the caller expects, with the real status. */
public enum WrongBody {
    /** An HTML page, as from a captive portal or a proxy. */
    HTML,
    /** An SVG document with a script. */
    SVG,
    /** Plain text. */
    TEXT,
    /** No data. */
    EMPTY,
    /** The first half of the real body, with a matching Content-Length. */
    HALF,
    /** The real JSON with every value {@code null}; for an image, the text {@code null}. */
    JSON_NULLS,
    /** The real JSON with every number replaced by one far beyond 64 bits; for an image, a JSON object. */
    HUGE_NUMBERS,
    /** An error as a JSON object of a gateway that is not the service's. */
    FOREIGN_JSON,
    /** The real JSON inside an array of an array; for an image, an array. */
    JSON_ARRAY
}
