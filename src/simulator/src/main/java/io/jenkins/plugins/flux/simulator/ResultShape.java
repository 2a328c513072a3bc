package io.jenkins.plugins.flux.simulator;

/** The shapes of a result. */
public enum ResultShape {
    /** {@code outputs: [{type, url, content_type, file_name, width, height, file_size}]}: the documented shape. */
    OUTPUTS,
    /** {@code images: [{url, width, height, content_type}], seed}. */
    IMAGES,
    /** {@code output: ["https://…"]}. */
    OUTPUT_STRINGS,
    /** {@code output: [{url: "https://…"}]}. */
    OUTPUT_OBJECTS,
    /** {@code result: {sample: "https://…", seed}}: one image, even if the job has several. */
    RESULT_SAMPLE,
    /** {@code data: [{url: "https://…"}]}. */
    DATA_URL,
    /** {@code data: [{b64_json: "…"}]}: the file itself in Base64. */
    DATA_BASE64,
    /** As {@link #OUTPUTS}, but {@code url} is a {@code data:image/…;base64,…} URI. */
    DATA_URI,
    /** As {@link #OUTPUTS}, but with {@code content: "data:image/…;base64,…"} in place of {@code url}. */
    CONTENT_DATA_URI,
    /** Valid JSON that has its image in an undocumented place. */
    UNKNOWN
}
