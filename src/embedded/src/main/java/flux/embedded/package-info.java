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
 *   <li>A running build does not survive: {@code onResume} is never called. A step's execution is serialized when it starts
 *       to wait, as for program.dat, and the build fails if that does not work; it is never read back.
 *   <li>One node, the built-in one, and no processes: {@code sh}, labels and agents are not there. Launchers start nothing.
 *   <li>No Declarative Pipelines, no block steps of plugins, no flow graph ({@code FlowNode} is not in any context).
 *   <li>Stored XML knows no class filter: what Jenkins would refuse to persist is stored here. Immutable collections come
 *       back as mutable ones. Credentials are held in memory, all in the global domain.
 *   <li>No web server: web methods are called with a request and a response of which they may ask only what they need;
 *       everything else throws {@link java.lang.UnsupportedOperationException} with its name.
 * </ul>
 */
package flux.embedded;
