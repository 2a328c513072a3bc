package flux.embedded.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads {@code META-INF/services/annotations/<annotation>}: names of classes that use an annotation. */
public final class AnnotationIndex {
    private static final Logger LOGGER = Logger.getLogger(AnnotationIndex.class.getName());

    private AnnotationIndex() {}

    /** The indexed classes. */
    public static Set<Class<?>> classes(Class<? extends Annotation> annotation, ClassLoader loader) {
        Set<Class<?>> found = new LinkedHashSet<>();
        try {
            for (URL index :
                    Collections.list(loader.getResources("META-INF/services/annotations/" + annotation.getName()))) {
                try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(index.openStream(), StandardCharsets.UTF_8))) {
                    reader.lines()
                            .map(String::trim)
                            .filter(name -> !name.isEmpty())
                            .forEach(name -> {
                                try {
                                    found.add(Class.forName(name, true, loader));
                                } catch (ClassNotFoundException | LinkageError e) {
                                    LOGGER.log(
                                            Level.WARNING, e, () -> "Indexed in " + index + " but not there: " + name);
                                }
                            });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The annotated methods of the indexed classes. */
    public static List<Method> methods(Class<? extends Annotation> annotation, ClassLoader loader) {
        List<Method> found = new ArrayList<>();
        for (Class<?> type : classes(annotation, loader)) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(annotation)) {
                    found.add(method);
                }
            }
        }
        return found;
    }
}
