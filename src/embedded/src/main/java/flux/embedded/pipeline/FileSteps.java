package flux.embedded.pipeline;

import hudson.FilePath;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.MissingContextVariableException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Steps that work on the workspace. */
final class FileSteps {
    private FileSteps() {}

    static void addTo(Map<String, BuiltInStep> steps) {
        steps.put(
                "writeFile",
                BasicSteps.plain(null, once("writeFile", FileSteps::writeFile), "file", "text", "encoding"));
        steps.put("fileExists", BasicSteps.plain("file", once("fileExists", FileSteps::fileExists)));
    }

    /** What a step finds or does in the workspace must not be repeated after a restart. */
    private static BasicSteps.Code once(String name, BasicSteps.Code code) {
        return (branch, arguments) -> {
            if (workspace(branch) == null) {
                throw new MissingContextVariableException(FilePath.class, new StepName(name));
            }
            return branch.once(() -> code.run(branch, arguments), known -> {});
        };
    }

    private static FilePath workspace(Branch branch) {
        return branch.scope().get(FilePath.class);
    }

    private static Object writeFile(Branch branch, CallArguments arguments) throws Exception {
        workspace(branch).child(arguments.text("file")).write(arguments.text("text"), (String)
                arguments.optional("encoding", null));
        return null;
    }

    private static Object fileExists(Branch branch, CallArguments arguments) throws Exception {
        return workspace(branch).child(arguments.text("file")).exists();
    }

    /** Names a step of this host in a message. */
    private static final class StepName extends StepDescriptor {
        private final String name;

        StepName(String name) {
            this.name = name;
        }

        @Override
        public String getFunctionName() {
            return name;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(FilePath.class);
        }
    }
}
