package flux.embedded.pipeline;

import java.util.Set;

/** A step of this host. It runs on the thread of its branch. */
interface BuiltInStep {
    Object run(Branch branch, CallArguments arguments) throws Exception;

    /** The argument that needs no name, or null. */
    default String soleArgument() {
        return null;
    }

    /** The arguments that it accepts besides the sole one; null if it accepts any. */
    default Set<String> arguments() {
        return Set.of();
    }

    /** Whether it is a block step. */
    default boolean takesBody() {
        return false;
    }

    /** Whether a block step fails without a body. */
    default boolean needsBody() {
        return true;
    }
}
