package flux.embedded;

/** When which parts of a running Pipeline are stored; the names are Jenkins' own. */
public enum Durability {
    /** Everything immediately: the build resumes after its process was killed. */
    MAX_SURVIVABILITY,
    /** Everything when Jenkins shuts down: the build does not resume after its process was killed. */
    PERFORMANCE_OPTIMIZED
}
