package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** A response with the additions of Stapler. */
public interface StaplerResponse2 extends HttpServletResponse {
    void sendRedirect2(String url) throws IOException;

    void serveFile(
            StaplerRequest2 request,
            InputStream data,
            long lastModified,
            long expiration,
            long contentLength,
            String fileName)
            throws ServletException, IOException;
}
