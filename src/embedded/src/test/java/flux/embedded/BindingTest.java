package flux.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flux.embedded.sample.Mark;
import flux.embedded.sample.MarkStep;
import flux.embedded.sample.SampleBuilder;
import hudson.model.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingTest extends WithJenkins {
    @Test
    void bindsNamedArguments() throws Exception {
        assertThat(run("""
                def n = 2
                node {
                    mark width: 512, seed: 9007199254740993, upsampling: true, text: "n is ${n}", mode: 'FANCY',
                        marks: [[name: 'a', size: 1], [name: "b${n}"], [$class: 'Mark', name: 'c']]
                }
                """).console()).contains("512 9007199254740993 true n is 2 FANCY [a/1, b2/null, c/null]\n");
    }

    @Test
    void convertsNumbersInTextAndKeepsDefaults() throws Exception {
        assertThat(run("node { mark width: '640', seed: 7, text: null }").console())
                .contains("640 7 false null PLAIN []\n");
    }

    @Test
    void refusesWhatDoesNotFit() throws Exception {
        EmbeddedBuild build = run("node { mark width: 'wide' }");
        assertThat(build.result()).isEqualTo(Result.FAILURE);
        assertThat(build.console())
                .contains("java.lang.ClassCastException: class flux.embedded.sample.MarkStep.setWidth() expects class "
                        + "java.lang.Integer but was unable to coerce the received value \"wide\" to that type\n\tat ")
                .contains("\nCaused: java.lang.IllegalArgumentException: Could not instantiate {width=wide} for "
                        + "flux.embedded.sample.MarkStep\n\tat ");
    }

    @Test
    void warnsOfUnknownArguments() throws Exception {
        EmbeddedBuild build = jenkins.runPipeline("demo", "waitFor name: 'x', hight: 1");
        complete("x", null);
        assertThat(build.await(SOON).console())
                .contains(
                        "WARNING: Unknown parameter(s) found for class type 'flux.embedded.sample.WaitStep': hight\n");
    }

    @Test
    void honorsADescriptorThatCreatesTheStepItself() throws Exception {
        assertThat(run("node { mark colour: 'red' }").console()).contains("ERROR: mark has no colour\n");
    }

    @Test
    void refusesUnnamedArgumentsIfThereIsNoSoleOne() throws Exception {
        assertThat(run("node { mark 'x' }").console())
                .contains("java.lang.IllegalArgumentException: Expected named arguments but got x");
    }

    @Test
    void namesTheMissingContext() throws Exception {
        assertThat(run("mark width: 1").console())
                .contains(
                        "MissingContextVariableException: Required context class hudson.FilePath is missing",
                        "Perhaps you forgot to surround the mark step with a step that provides this, such as: node");
    }

    @Test
    void bindsAForm() {
        MarkStep step = jenkins.forms()
                .bind(
                        MarkStep.class,
                        Map.of(
                                "width", "512",
                                "seed", "42",
                                "upsampling", true,
                                "text", "",
                                "mode", "FANCY",
                                "marks", List.of(Map.of("name", "a", "size", ""), Map.of("name", "b", "size", "3"))));
        assertThat(step.getWidth()).isEqualTo(512);
        assertThat(step.getSeed()).isEqualTo(42);
        assertThat(step.isUpsampling()).isTrue();
        assertThat(step.getText()).isEmpty();
        assertThat(step.getMode()).isEqualTo(MarkStep.Mode.FANCY);
        assertThat(step.getMarks()).extracting(Mark::getName).containsExactly("a", "b");
        assertThat(step.getMarks()).extracting(Mark::getSize).containsExactly(null, 3);
    }

    @Test
    void bindsAListFromASingleObjectAndTextThatIsNotANumberToZero() {
        MarkStep step = jenkins.forms().bind(MarkStep.class, Map.of("marks", Map.of("name", "only"), "width", "wide"));
        assertThat(step.getMarks()).extracting(Mark::getName).containsExactly("only");
        assertThat(step.getWidth()).isZero();
        assertThat(jenkins.forms().bind(MarkStep.class, Map.of("seed", "")).getSeed())
                .as("Stapler has null for Integer only")
                .isZero();
    }

    @Test
    void roundTripsForms() {
        MarkStep step = new MarkStep();
        step.setText("line\n«é»");
        step.setMarks(List.of(new Mark("x")));
        MarkStep same = jenkins.forms().roundTrip(step);
        assertThat(same.getText()).isEqualTo(step.getText());
        assertThat(same.getMarks()).hasToString("[x/null]");
        assertThat(jenkins.forms().read(step)).containsEntry("seed", "").containsEntry("width", "1024");
    }

    @Test
    void writesOnlyWhatDiffersIntoASnippet() {
        MarkStep step = new MarkStep();
        step.setWidth(512);
        Mark mark = new Mark("x");
        mark.setSize(3);
        step.setMarks(List.of(mark));
        assertThat(jenkins.forms().snippet(step))
                .containsOnlyKeys("width", "marks")
                .containsEntry("marks", List.of(Map.of("name", "x", "size", 3)));
    }

    @Test
    void storesBuildersAsXml() {
        SampleBuilder loaded = jenkins.forms().saveAndLoad(new SampleBuilder("succeed"));
        assertThat(loaded.getWhat()).isEqualTo("succeed");
    }

    @Test
    void storesImmutableListsToo() {
        MarkStep step = new MarkStep();
        step.setMarks(List.of(new Mark("a"), new Mark("b"), new Mark("c")));
        assertThat(jenkins.forms().saveAndLoad(step).getMarks())
                .extracting(Mark::getName)
                .containsExactly("a", "b", "c");
    }

    @Test
    void saysWhichConstructorIsMissing() {
        assertThatThrownBy(() -> jenkins.forms().bind(String.class, Map.of()))
                .hasMessageContaining("has no public constructor with @DataBoundConstructor");
    }
}
