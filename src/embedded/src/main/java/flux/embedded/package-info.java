/**
 * A small Jenkins for one plugin: {@link flux.embedded.EmbeddedJenkins} starts it, runs scripted Pipelines and freestyle
 * builds with the plugin on the class path, and shows what they left.
 *
 * <p>The packages with Jenkins' names hold the slice of its API that the plugin uses, each class with fewer members than the
 * real one and never with others. The packages below this one make them work. Where a build here and in Jenkins would
 * differ, this host is wrong. What it does not have:
 *
 * <ul>
 *   <li>Scripts run on Groovy 4 without the CPS transformation and without the sandbox: local variables need not be
 *       serializable, nothing asks for approval, compile errors are worded as Groovy 4 words them.
 *   <li>There is no program.dat. After a restart, orderly or not, the script of a Pipeline is run again from its beginning,
 *       with everything that it waited for given to it as before, so it must compute the same again: one that asks for the
 *       time or for random numbers outside of steps may fail. Only executions of plugins' steps are read back, as they were
 *       stored when they began to wait, when they called {@code saveState}, and when Jenkins was shut down.
 *   <li>One node, the built-in one, and no processes: {@code sh}, labels and agents are not there. Launchers start nothing.
 *   <li>No Declarative Pipelines, no block steps of plugins, no flow graph ({@code FlowNode} is not in any context).
 *   <li>Stored XML knows no class filter: what Jenkins would refuse to persist is stored here. Immutable collections come
 *       back as mutable ones. Credentials are all in the global domain; which builds used them is forgotten.
 *   <li>No web server: web methods are called with a request and a response of which they may ask only what they need;
 *       everything else throws {@link java.lang.UnsupportedOperationException} with its name.
 * </ul>
 */
package flux.embedded;
