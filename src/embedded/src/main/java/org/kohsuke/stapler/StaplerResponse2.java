package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletResponse;

/** A response with what Stapler adds. */
public interface StaplerResponse2 extends HttpServletResponse {}
