package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import java.io.IOException;

public class HttpResponses {
    public static HttpResponseException ok() {
        return status(200);
    }

    public static HttpResponseException notFound() {
        return status(404);
    }

    public static HttpResponseException forbidden() {
        return status(403);
    }

    public static HttpResponseException status(int code) {
        return new HttpResponseException() {
            private static final long serialVersionUID = 1L;

            @Override
            public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node) {
                response.setStatus(code);
            }
        };
    }

    public static HttpResponseException errorWithoutStack(int code, String message) {
        return new HttpResponseException(code + " " + message) {
            private static final long serialVersionUID = 1L;

            @Override
            public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
                    throws IOException {
                response.sendError(code, message);
            }
        };
    }

    /** A response that can be thrown. */
    public abstract static class HttpResponseException extends RuntimeException implements HttpResponse {
        private static final long serialVersionUID = 1L;

        public HttpResponseException() {}

        public HttpResponseException(String message) {
            super(message);
        }

        @Override
        public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
                throws IOException, ServletException {
            throw new UnsupportedOperationException(getClass().getName() + ".generateResponse");
        }
    }
}
