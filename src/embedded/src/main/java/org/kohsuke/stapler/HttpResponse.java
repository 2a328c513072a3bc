package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import java.io.IOException;

/** A response as a return value or exception. */
public interface HttpResponse {
    default void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
            throws IOException, ServletException {
        throw new UnsupportedOperationException(getClass().getName() + ".generateResponse");
    }
}
