package io.jenkins.plugins.flux.queue;

import io.jenkins.plugins.flux.http.SafeText;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One image of a result. What the service says about it is only a claim; the bytes are checked when they arrive. */
public sealed interface OutputImage {
    /** The media type that the service claims. */
    Optional<String> contentType();

    /**
     * An image to download, usually from another host, where the key must not go.
     *
     * @param url any absolute address; not yet checked
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

    /** An image contained in the result. */
    final class Inline implements OutputImage {
        private final byte[] bytes;
        private final Optional<String> contentType;

        /** Keeps the array; the caller must not change it. */
        Inline(byte[] bytes, Optional<String> contentType) {
            this.bytes = bytes;
            this.contentType = contentType;
        }

        /** Opens the bytes of the file; each call starts from the beginning. */
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
