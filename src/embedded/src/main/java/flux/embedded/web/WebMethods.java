package flux.embedded.web;

import hudson.Util;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** Finds web methods, fills in their parameters, and calls them like Stapler. */
public final class WebMethods {
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private WebMethods() {}

    /** Calls a public method by its name. */
    public static WebReply call(Object target, String name, WebCall call) throws Exception {
        Method method = find(target.getClass(), name);
        boolean post = call.verb().equals("POST");
        boolean get = call.verb().equals("GET");
        if (method.isAnnotationPresent(POST.class) && !post || method.isAnnotationPresent(GET.class) && !get) {
            return WebReply.ofStatus(NOT_FOUND);
        }
        if (method.isAnnotationPresent(RequirePOST.class) && !post) {
            return WebReply.ofStatus(METHOD_NOT_ALLOWED);
        }
        ReplyRecorder recorder = new ReplyRecorder();
        StaplerRequest2 request = call.request();
        StaplerResponse2 response = recorder.response();
        Parameter[] parameters = method.getParameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = argument(parameters[i], call, request, response);
        }
        try {
            method.setAccessible(true);
            return recorder.reply(method.invoke(target, arguments));
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof HttpResponse thrown) {
                thrown.generateResponse(request, response, target);
                return recorder.reply(null);
            }
            throw e.getTargetException() instanceof Exception exception ? exception : e;
        }
    }

    private static Method find(Class<?> type, String name) {
        Method found = null;
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && !method.isBridge()) {
                if (found != null) {
                    throw new IllegalArgumentException("More than one " + name + " in " + type);
                }
                found = method;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("No public " + name + " in " + type);
        }
        return found;
    }

    private static Object argument(
            Parameter parameter, WebCall call, StaplerRequest2 request, StaplerResponse2 response) {
        Class<?> type = parameter.getType();
        if (type == StaplerRequest2.class || type == jakarta.servlet.http.HttpServletRequest.class) {
            return request;
        }
        if (type == StaplerResponse2.class || type == jakarta.servlet.http.HttpServletResponse.class) {
            return response;
        }
        if (parameter.isAnnotationPresent(AncestorInPath.class)) {
            return type.isInstance(call.item()) ? call.item() : null;
        }
        QueryParameter annotation = parameter.getAnnotation(QueryParameter.class);
        if (annotation == null) {
            throw new UnsupportedOperationException("Cannot fill in " + parameter);
        }
        String name = annotation.value().isEmpty() ? parameter.getName() : annotation.value();
        String value = annotation.fixEmpty()
                ? Util.fixEmpty(call.query().get(name))
                : call.query().get(name);
        if (value == null && annotation.required()) {
            throw new IllegalArgumentException("Required Query parameter " + name + " is missing");
        }
        return new flux.embedded.binding.FormBinder().convert(type, value);
    }
}
