package io.jenkins.plugins.flux.queue;

import io.jenkins.plugins.flux.http.SafeText;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One image of a result. What the service says about it is a claim; the bytes are checked when they arrive. */
public sealed interface OutputImage {
    /** The media type that the service claims. */
    Optional<String> contentType();

    /**
     * An image to be fetched, usually from another host, where the key must not go.
     *
     * @param url any absolute address; whether it may be fetched is not decided here
     * @param contentType the claimed media type
     * @param width the claimed width in pixels
     * @param height the claimed height in pixels
     * @param fileSize the claimed size in bytes
     */
    record Remote(URI url, Optional<String> contentType, OptionalInt width, OptionalInt height, OptionalLong fileSize)
            implements OutputImage {
        /** One line for logs, without the query, where signed addresses carry their secret. */
        @Override
        public String toString() {
            return "Remote[" + SafeText.address(url) + "]";
        }
    }

    /** An image that came within the result. */
    final class Inline implements OutputImage {
        private final byte[] bytes;
        private final Optional<String> contentType;

        /** Takes the bytes over; the caller must not change them. */
        Inline(byte[] bytes, Optional<String> contentType) {
            this.bytes = bytes;
            this.contentType = contentType;
        }

        /** The bytes of the file; each call reads from the start. */
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        /** The size of the file in bytes. */
        public int size() {
            return bytes.length;
        }

        @Override
        public Optional<String> contentType() {
            return contentType;
        }

        @Override
        public String toString() {
            return "Inline[" + bytes.length + " bytes]";
        }
    }
}
