package flux.embedded.pipeline;

import hudson.FilePath;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.MissingContextVariableException;

/** Steps that work on the workspace. */
final class FileSteps {
    private FileSteps() {}

    static void addTo(Map<String, BuiltInStep> steps) {
        steps.put("writeFile", BasicSteps.plain(null, FileSteps::writeFile));
        steps.put("readFile", BasicSteps.plain("file", FileSteps::readFile));
        steps.put("fileExists", BasicSteps.plain("file", FileSteps::fileExists));
        steps.put(
                "pwd",
                BasicSteps.plain(null, (branch, arguments) -> workspace(branch).getRemote()));
        steps.put("deleteDir", BasicSteps.plain(null, FileSteps::deleteDir));
        steps.put("dir", BasicSteps.block("path", FileSteps::dir));
    }

    private static FilePath workspace(Branch branch) throws MissingContextVariableException {
        FilePath workspace = branch.scope().get(FilePath.class);
        if (workspace == null) {
            throw new MissingContextVariableException(FilePath.class, null);
        }
        return workspace;
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
}
