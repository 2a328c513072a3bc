package flux.embedded;

/** What of a running Pipeline is stored when; the names are Jenkins'. */
public enum Durability {
    /** Everything at once: the build goes on after its process was killed. */
    MAX_SURVIVABILITY,
    /** Everything when Jenkins is shut down: the build does not go on after its process was killed. */
    PERFORMANCE_OPTIMIZED
}
