package flux.embedded.pipeline;

/** A step that this host brings. It runs on the thread of its branch. */
interface BuiltInStep {
    Object run(Branch branch, CallArguments arguments) throws Exception;

    /** The argument that needs no name, or null. */
    default String soleArgument() {
        return null;
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
