package flux.embedded.pipeline;

import hudson.FilePath;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
        steps.put("readFile", BasicSteps.plain("file", once("readFile", FileSteps::readFile), "encoding"));
        steps.put("fileExists", BasicSteps.plain("file", once("fileExists", FileSteps::fileExists)));
        steps.put("pwd", BasicSteps.plain(null, inWorkspace("pwd", FileSteps::pwd)));
        steps.put("deleteDir", BasicSteps.plain(null, once("deleteDir", FileSteps::deleteDir)));
        steps.put("dir", BasicSteps.block("path", inWorkspace("dir", FileSteps::dir)));
    }

    private static BasicSteps.Code inWorkspace(String name, BasicSteps.Code code) {
        return (branch, arguments) -> {
            if (workspace(branch) == null) {
                throw new MissingContextVariableException(FilePath.class, new StepName(name));
            }
            return code.run(branch, arguments);
        };
    }

    /** What a step finds or does in the workspace must not be repeated after a restart. */
    private static BasicSteps.Code once(String name, BasicSteps.Code code) {
        return inWorkspace(name, (branch, arguments) -> branch.once(() -> code.run(branch, arguments), known -> {}));
    }

    private static Object pwd(Branch branch, CallArguments arguments) {
        return workspace(branch).getRemote();
    }

    private static FilePath workspace(Branch branch) {
        return branch.scope().get(FilePath.class);
    }

    private static Object writeFile(Branch branch, CallArguments arguments) throws Exception {
        workspace(branch).child(arguments.text("file")).write(arguments.text("text"), (String)
                arguments.optional("encoding", null));
        return null;
    }

    private static Object readFile(Branch branch, CallArguments arguments) throws Exception {
        FilePath file = workspace(branch).child(arguments.text("file"));
        Object encoding = arguments.optional("encoding", StandardCharsets.UTF_8.name());
        try (InputStream in = file.read()) {
            return new String(in.readAllBytes(), Charset.forName(encoding.toString()));
        } catch (java.nio.file.NoSuchFileException e) {
            throw (FileNotFoundException) new FileNotFoundException(file.getRemote()).initCause(e);
        }
    }

    private static Object fileExists(Branch branch, CallArguments arguments) throws Exception {
        return workspace(branch).child(arguments.text("file")).exists();
    }

    private static Object deleteDir(Branch branch, CallArguments arguments) throws Exception {
        workspace(branch).deleteRecursive();
        return null;
    }

    private static Object dir(Branch branch, CallArguments arguments) throws Exception {
        FilePath directory = workspace(branch).child(arguments.text("path"));
        branch.println("Running in " + directory);
        return branch.runBody(arguments.body(), null, branch.scope().inner().with(FilePath.class, directory));
    }

    /** The name of a step of this host in a message. */
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
