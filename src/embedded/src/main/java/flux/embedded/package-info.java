/**
 * A test double of Jenkins, and the engine of the demo; it never ships. It lets {@code mvn verify} compile, test and
 * package the plugin with Maven Central alone, and it starts in a second, so that the crash tests can kill it hundreds
 * of times. Begin at {@link flux.embedded.EmbeddedJenkins}: it starts a Jenkins, runs scripted Pipelines and freestyle
 * builds with the plugin on the class path, and gives access to their results.
 *
 * <p>The packages with Jenkins' names contain the slice of its API that the plugin uses; the packages below this one
 * implement them. Two things hold them to the real Jenkins: each class has only members of the real class, with their
 * signatures, which {@code .ci/run} compares with a listing of Jenkins' API; and {@code mvn -Pjenkins verify} runs the
 * same contract tests on a real Jenkins. If a build behaves differently here, this host is wrong.
 *
 * <p>It grows only with what the plugin newly uses. What it cannot show, and only a real Jenkins can:
 *
 * <ul>
 *   <li>Scripts run on Groovy 4 without the CPS transformation and without the sandbox: local variables need not be
 *       serializable, nothing requires approval, and compile errors are those of Groovy 4.
 *   <li>There is no program.dat. After a restart or a crash, the script of a Pipeline runs again from its beginning and
 *       gets the same outcomes as before, so it must compute the same again: a script that uses the time or random
 *       numbers outside of steps may fail. Only executions of plugins' steps are read back, as stored when they began
 *       to wait, when they called {@code saveState}, and when Jenkins was shut down.
 *   <li>There is only the built-in node, and there are no processes, so no {@code sh}, labels or agents. Launchers
 *       start nothing.
 *   <li>No Declarative Pipelines, no block steps of plugins, no flow graph ({@code FlowNode} is not in any context).
 *   <li>Stored XML has no class filter: what Jenkins would refuse to persist is stored here. Immutable collections
 *       become mutable. All credentials are in the global domain; their use by builds is not stored.
 *   <li>No web server: web methods are called with a request and a response that support only what they need;
 *       everything else throws {@link java.lang.UnsupportedOperationException} with its name.
 * </ul>
 */
package flux.embedded;
