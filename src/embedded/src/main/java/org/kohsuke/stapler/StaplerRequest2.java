package org.kohsuke.stapler;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import net.sf.json.JSONObject;

/** A request with the additions of Stapler. */
public interface StaplerRequest2 extends HttpServletRequest {
    String getRestOfPath();

    RequestDispatcher getView(Object it, String viewName) throws IOException;

    void bindJSON(Object bean, JSONObject src);

    <T> List<T> bindJSONToList(Class<T> type, Object src);
}
