package org.jenkinsci.plugins.workflow.steps;

/** A step was used where something that it requires is missing. */
public class MissingContextVariableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Class<?> type;
    private final String functionName;

    public MissingContextVariableException(Class<?> type, StepDescriptor step) {
        this.type = type;
        functionName = step == null ? null : step.getFunctionName();
    }

    @Override
    public String getMessage() {
        String message = "Required context " + type + " is missing";
        if (!flux.embedded.host.NodeContext.isFromNode(type)) {
            return message;
        }
        return message + "\nPerhaps you forgot to surround the " + (functionName == null ? "" : functionName + " ")
                + "step with a step that provides this, such as: node";
    }
}
