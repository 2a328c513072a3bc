package flux.embedded.pipeline;

import groovy.lang.Binding;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import hudson.EnvVars;
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

    /** {@code env}, {@code params}, {@code currentBuild}, {@code steps}, or an environment variable. */
    public Object propertyMissing(String name) {
        switch (name) {
            case "env":
                return new EnvProperty();
            case "params":
                return run.parameterValues();
            case "currentBuild":
                return new CurrentBuild(run);
            case "steps":
                return this;
            default:
                String variable = Branch.current().environment().get(name);
                if (variable == null) {
                    throw new MissingPropertyException(name, Binding.class);
                }
                return variable;
        }
    }

    /** Groovy has its own {@code sleep}, in milliseconds; in a Pipeline, it is the step. */
    public Object sleep(long seconds) {
        return Steps.call("sleep", new Object[] {seconds});
    }

    /** {@code sleep time: 5, unit: 'SECONDS'}. */
    public Object sleep(Object argument) {
        return Steps.call("sleep", new Object[] {argument});
    }

    /** In a Pipeline, printing is the step {@code echo}. */
    @Override
    public void println(Object value) {
        Steps.call("echo", new Object[] {String.valueOf(value)});
    }

    @Override
    public void println() {
        println("");
    }

    @Override
    public void print(Object value) {
        println(value);
    }

    /** The {@code env} of a script. */
    public static final class EnvProperty extends GroovyObjectSupport {
        @Override
        public Object getProperty(String name) {
            return Branch.current().environment().get(name);
        }

        @Override
        public void setProperty(String name, Object value) {
            Branch.current().program().scriptVariables().put(name, String.valueOf(value));
        }

        /** All variables. */
        public EnvVars getEnvironment() {
            return Branch.current().environment();
        }
    }
}
