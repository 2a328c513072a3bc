package flux.embedded.pipeline;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import org.codehaus.groovy.control.CompilerConfiguration;

/** Superclass of all Pipeline scripts: unknown methods are steps. */
public abstract class PipelineScript extends Script {
    private PipelineRun run;

    /** Compiles the script of a build. */
    static PipelineScript compile(String script, PipelineRun build) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        configuration.addCompilationCustomizers(new StepNames());
        GroovyShell shell = new GroovyShell(PipelineScript.class.getClassLoader(), new Binding(), configuration);
        PipelineScript compiled = (PipelineScript) shell.parse(script, "WorkflowScript");
        compiled.run = build;
        return compiled;
    }

    /** Calls a step; Groovy calls this if the script has no such method. */
    public Object methodMissing(String name, Object arguments) {
        return Steps.call(name, (Object[]) arguments);
    }

    /** {@code currentBuild}, and nothing else. */
    public Object propertyMissing(String name) {
        if (name.equals("currentBuild")) {
            return new CurrentBuild(run);
        }
        throw new MissingPropertyException(name, Binding.class);
    }

    /** Groovy has its own {@code sleep}, in milliseconds; in a Pipeline, it is the step. */
    public Object sleep(long seconds) {
        return Steps.call("sleep", new Object[] {seconds});
    }

    /** {@code sleep time: 5, unit: 'SECONDS'}. */
    public Object sleep(Object argument) {
        return Steps.call("sleep", new Object[] {argument});
    }
}
