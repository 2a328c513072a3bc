package flux.embedded.web;

import flux.embedded.binding.FormBinder;
import hudson.model.Item;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** A request, as far as web methods need it. Unsupported methods throw an exception with their name. */
public final class WebCall {
    private final String verb;
    private final Item item;
    private final String restOfPath;
    private final Map<String, String> query;
    private final FormBinder binder = new FormBinder();

    /** Creates a request with a verb, an item in its path, the rest of the path, and a query. */
    public WebCall(String verb, Item item, String restOfPath, Map<String, String> query) {
        this.verb = verb;
        this.item = item;
        this.restOfPath = restOfPath;
        this.query = query;
    }

    String verb() {
        return verb;
    }

    Item item() {
        return item;
    }

    Map<String, String> query() {
        return query;
    }

    /** The request object. */
    public StaplerRequest2 request() {
        return (StaplerRequest2) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StaplerRequest2.class}, (proxy, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    return answer(method, given);
                });
    }

    private Object answer(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getRestOfPath" -> restOfPath;
            case "getParameter" -> query.get((String) arguments[0]);
            case "getView" -> new ViewName((String) arguments[1]);
            case "bindJSON" -> bind(arguments);
            case "bindJSONToList" -> bindAll((Class<?>) arguments[0], arguments[1]);
            case "toString" -> verb + " " + restOfPath + query;
            case "hashCode" -> System.identityHashCode(this);
            case "equals" -> false;
            default -> throw new UnsupportedOperationException("StaplerRequest2." + method.getName());
        };
    }

    /** Views are not rendered here: their names are the answer. */
    private record ViewName(String name) implements RequestDispatcher {
        @Override
        public void forward(ServletRequest request, ServletResponse response) throws IOException {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().print(name);
        }

        @Override
        public void include(ServletRequest request, ServletResponse response) {
            throw new UnsupportedOperationException("RequestDispatcher.include");
        }
    }

    private Object bind(Object[] arguments) {
        binder.bindTo(arguments[0], (JSONObject) arguments[1]);
        return null;
    }

    private <T> List<T> bindAll(Class<T> type, Object source) {
        List<T> bound = new ArrayList<>();
        for (Object element : source instanceof Collection<?> many ? many : List.of(source)) {
            bound.add(type.cast(binder.convert(type, element)));
        }
        return bound;
    }
}
