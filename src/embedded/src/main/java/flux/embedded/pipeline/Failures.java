package flux.embedded.pipeline;

import groovy.lang.GroovyRuntimeException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;

/** What Groovy makes of exceptions. */
final class Failures {
    private Failures() {}

    /** The exception that the code threw, without the wrappers of reflection and of Groovy. */
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

    /** Throws a checked exception where Java does not expect one; Groovy code has no checked exceptions. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
        throw (T) failure;
    }
}
