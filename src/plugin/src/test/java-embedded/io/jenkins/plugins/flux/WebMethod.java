package io.jenkins.plugins.flux;

import flux.embedded.EmbeddedJenkins;
import flux.embedded.EmbeddedWeb;
import flux.embedded.web.WebReply;
import hudson.model.Action;
import hudson.model.Descriptor;
import hudson.model.Run;
import hudson.security.AccessDeniedException3;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kohsuke.stapler.verb.GET;

/**
 * A web method of the plugin, found by reflection, so none is forgotten.
 *
 * @param target object on which it is called
 */
record WebMethod(Object target, Method method) {

    /** All web methods of descriptors, and of the action of a build if there is one. */
    static List<WebMethod> all(EmbeddedJenkins jenkins, Run<?, ?> build)
            throws IOException, ReflectiveOperationException {
        List<WebMethod> all = new ArrayList<>();
        for (Class<?> type : declaringClasses()) {
            for (Method method : of(type)) {
                Object target = null;
                if (Descriptor.class.isAssignableFrom(type)) {
                    target = jenkins.extension(type);
                } else if (Action.class.isAssignableFrom(type) && build != null) {
                    target = build.getAction(type.asSubclass(Action.class));
                }
                if (target != null) {
                    all.add(new WebMethod(target, method));
                }
            }
        }
        return all;
    }

    /** The classes of the plugin that have web methods and can be called. */
    static List<Class<?>> declaringClasses() throws IOException, ReflectiveOperationException {
        Path classes = Path.of(FluxGenerateStep.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (Stream<Path> files = Files.walk(classes.resolve("io/jenkins/plugins/flux"))) {
            List<Class<?>> found = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                Class<?> type = Class.forName(name, false, FluxGenerateStep.class.getClassLoader());
                if (!Modifier.isAbstract(type.getModifiers()) && !of(type).isEmpty()) {
                    found.add(type);
                }
            }
            return found;
        }
    }

    /** What Stapler considers a web method: public, and by its name. */
    static List<Method> of(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().matches("do[A-Z].*"))
                .filter(method -> method.getDeclaringClass().getName().startsWith("io.jenkins.plugins.flux."))
                .filter(method -> !method.isBridge())
                .toList();
    }

    /** Calls it with values for all its parameters, and returns its answer as text. */
    String call(EmbeddedWeb web) throws Exception {
        EmbeddedWeb caller = method.isAnnotationPresent(GET.class) ? web.get() : web;
        WebReply reply;
        try {
            reply = caller.path("/0")
                    .with("value", "odirouter")
                    .with("credentialsId", "")
                    .with("baseUrl", "http://127.0.0.1:1/model")
                    .with("model", "flux_pro_11")
                    .with("endpoint", "")
                    .with("output", "a.jpg")
                    .call(target, method.getName());
        } catch (AccessDeniedException3 denied) {
            return "denied: " + denied.getMessage();
        }
        StringBuilder text = new StringBuilder().append(reply.status()).append(reply.headers());
        if (reply.returned() instanceof FormValidation validation) {
            text.append(validation.kind).append(validation.renderHtml());
        } else if (reply.returned() instanceof ListBoxModel items) {
            items.forEach(item ->
                    text.append(item.name).append('=').append(item.value).append('\n'));
        }
        return text.append(reply.text()).toString();
    }

    @Override
    public String toString() {
        return target.getClass().getName() + "." + method.getName();
    }
}
