package flux.embedded.pipeline;

import groovy.lang.GroovyRuntimeException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;

/** Exceptions in Groovy code. */
final class Failures {
    private Failures() {}

    /** Removes the wrappers of reflection and Groovy from an exception. */
    static Throwable unwrap(Throwable failure) {
        Throwable current = failure;
        while (current.getCause() != null && isWrapper(current)) {
            current = current.getCause();
        }
        return current;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure.getClass() == GroovyRuntimeException.class
                || failure instanceof org.codehaus.groovy.runtime.InvokerInvocationException
                || failure instanceof InvocationTargetException
                || failure instanceof UndeclaredThrowableException;
    }

    /** Throws a checked exception undeclared, because Groovy code has no checked exceptions. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
        throw (T) failure;
    }
}
