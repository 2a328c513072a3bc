package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineConsoleTest extends WithJenkins {
    @Test
    void showsWhatJenkinsShows() throws Exception {
        EmbeddedBuild build = run("""
                stage('Prepare') {
                    node {
                        writeFile file: 'a/b.txt', text: 'hello'
                        echo "${fileExists('a/b.txt')} and ${fileExists('c')}"
                    }
                }
                echo 'stage over'
                """);
        assertThat(build.result()).isEqualTo(Result.SUCCESS);
        assertThat(build.console()).isEqualTo("""
                Started by user admin
                [Pipeline] Start of Pipeline
                [Pipeline] stage
                [Pipeline] { (Prepare)
                [Pipeline] node
                Running on Jenkins in %s
                [Pipeline] {
                [Pipeline] writeFile
                [Pipeline] fileExists
                [Pipeline] fileExists
                [Pipeline] echo
                true and false
                [Pipeline] }
                [Pipeline] // node
                [Pipeline] }
                [Pipeline] // stage
                [Pipeline] echo
                stage over
                [Pipeline] End of Pipeline
                Finished: SUCCESS
                """.formatted(build.workspace()));
        assertThat(build.workspace().resolve("a/b.txt")).hasContent("hello");
    }

    @Test
    void reportsAnAbortExceptionInOneLine() throws Exception {
        EmbeddedBuild build = run("error 'no luck'");
        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.console())
                .endsWith("[Pipeline] error\n[Pipeline] End of Pipeline\nERROR: no luck\nFinished: FAILURE\n");
    }

    @Test
    void reportsOtherExceptionsWithTheirStackTrace() throws Exception {
        EmbeddedBuild build = run("throw new IllegalStateException('odd')");
        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.console())
                .contains(
                        "End of Pipeline\njava.lang.IllegalStateException: odd\n\tat ",
                        "WorkflowScript.run(WorkflowScript:1)")
                .doesNotContain("ERROR: odd");
    }

    @Test
    void namesAnUnknownStep() throws Exception {
        assertThat(run("fluxGenrate prompt: 'x'").console())
                .contains("java.lang.NoSuchMethodError: No such DSL method 'fluxGenrate' found among steps [bad, echo");
    }

    @Test
    void namesAnUnknownVariable() throws Exception {
        assertThat(run("echo promtp").console())
                .contains("groovy.lang.MissingPropertyException: No such property: promtp");
    }

    @Test
    void letsWatchersSeeTheBranchOfALine() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        EmbeddedBuild build = jenkins.runPipeline(
                        "demo",
                        "parallel a: { echo 'one' }, b: { echo 'two' }",
                        BuildOptions.DEFAULT.watchedBy(seen::add))
                .await(SOON);
        assertThat(seen).contains("[a] one", "[b] two", "[Pipeline] { (Branch: a)", "Finished: SUCCESS");
        assertThat(build.console()).contains("\none\n", "\ntwo\n").doesNotContain("[a] one");
    }

    @Test
    void reportsACompileErrorBeforeThePipelineStarts() throws Exception {
        EmbeddedBuild build = run("stage('x' { }");
        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.console())
                .contains("org.codehaus.groovy.control.MultipleCompilationErrorsException", "WorkflowScript: 1:")
                .doesNotContain("[Pipeline]");
    }

    @Test
    void namesTheStepThatNeedsAWorkspace() throws Exception {
        assertThat(run("writeFile file: 'x', text: 'y'").console())
                .contains(
                        "Required context class hudson.FilePath is missing\n"
                                + "Perhaps you forgot to surround the writeFile step with a step that provides this, such as: node\n");
    }

    @Test
    void writesTheFirstCauseFirst() throws Exception {
        assertThat(run("throw new IllegalStateException('outer', new IOException('inner'))")
                        .console())
                .containsSubsequence(
                        "java.io.IOException: inner\n", "Caused: java.lang.IllegalStateException: outer\n\tat ");
    }

    @Test
    void letsBranchesTakeTurns() throws Exception {
        assertThat(run("parallel x: { stage('in x') { echo 'x' } }, y: { echo 'y' }")
                        .console())
                .containsSubsequence("{ (in x)\n", "\ny\n", "\nx\n");
    }
}
