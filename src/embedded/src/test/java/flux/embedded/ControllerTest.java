package flux.embedded;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import flux.embedded.host.CredentialsOfRun;
import flux.embedded.sample.Mark;
import flux.embedded.sample.SampleAction;
import flux.embedded.sample.SampleBuilder;
import flux.embedded.sample.SampleConfiguration;
import flux.embedded.web.WebReply;
import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessDeniedException3;
import hudson.security.AuthorizationStrategy;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

class ControllerTest extends WithJenkins {
    @Test
    void keepsTheSystemConfiguration() throws Exception {
        SampleConfiguration configuration = jenkins.configuration(SampleConfiguration.class);
        jenkins.forms()
                .configure(
                        configuration, Map.of("marks", List.of(Map.of("name", "a", "size", "2"), Map.of("name", "b"))));
        jenkins.close();
        jenkins = EmbeddedJenkins.start(home);
        SampleConfiguration again = jenkins.configuration(SampleConfiguration.class);
        assertThat(again).isNotSameAs(configuration);
        assertThat(again.getMarks()).extracting(Mark::toString).containsExactly("a/2", "b/null");
    }

    @Test
    void findsJobsAndBuildsAgain() throws Exception {
        jenkins.folder("team/empty");
        jenkins.runFreestyle("team/free", new SampleBuilder("succeed")).await(SOON);
        jenkins.runPipeline("team/web/demo", "echo 'x'", BuildOptions.DEFAULT.runningAs("alice"))
                .await(SOON);
        restart();
        assertThat(jenkins.jenkins().getItemByFullName("team/empty", Item.class))
                .isInstanceOf(ItemGroup.class);
        assertThat(jenkins.jenkins().getItemByFullName("team", Item.class).getAllJobs())
                .extracting(Item::getFullName)
                .containsExactly("team/free", "team/web/demo");
        assertThat(jenkins.build("team/web/demo", 1).result()).isEqualTo(Result.SUCCESS);
        Job<?, ?> job = jenkins.jenkins().getItemByFullName("team/web/demo", Job.class);
        assertThat(Tasks.getAuthenticationOf2((Queue.Task) job).getName()).isEqualTo("alice");
        assertThat(Run.fromExternalizableId("team/web/demo#1")).isSameAs(job.getBuildByNumber(1));
        assertThat(jenkins.runFreestyle("team/free").await(SOON).console()).contains("\nsucceed with");
        assertThatThrownBy(() -> jenkins.build("team/free", 3)).hasMessage("There is no build team/free #3");
    }

    @Test
    void leavesOutWhatItCannotRead() throws Exception {
        run("echo 'x'");
        jenkins.folder("broken");
        Files.writeString(home.resolve("jobs/broken/config.xml"), "<nobody.knows.It/>");
        Files.writeString(home.resolve("credentials.xml"), "<list");
        restart();
        assertThat(jenkins.jenkins().getItems()).extracting(Item::getName).containsExactly("demo");
    }

    @Test
    void callsTerminators() {
        int before = SampleConfiguration.TERMINATED.get();
        jenkins.close();
        assertThat(SampleConfiguration.TERMINATED).hasValue(before + 1);
        assertThat(Jenkins.getInstanceOrNull()).isNull();
        assertThatThrownBy(Jenkins::get).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void thereIsOnlyOne() {
        assertThatThrownBy(() -> EmbeddedJenkins.start(home)).hasMessage("second instance");
    }

    @Test
    void answersWebMethods() throws Exception {
        SampleConfiguration configuration = jenkins.configuration(SampleConfiguration.class);
        EmbeddedWeb check = jenkins.web().with("value", "x");
        FormValidation answer = check.call(configuration, "doCheckSize").returned(FormValidation.class);
        assertThat(answer.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(answer.getMessage()).isEqualTo("«x» is no number");
        assertThat(check.get().call(configuration, "doCheckSize").status()).isEqualTo(404);
    }

    @Test
    void letsActionsServe() throws Exception {
        EmbeddedBuild build =
                jenkins.runFreestyle("free", new SampleBuilder("succeed")).await(SOON);
        SampleAction action = build.run().getActions(SampleAction.class).get(0);
        WebReply reply = jenkins.web().get().path("/0").call(action, "doLine");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("text/plain");
        assertThat(reply.text()).isEqualTo("succeed");
        assertThat(jenkins.web().get().path("/1").call(action, "doLine").status())
                .isEqualTo(404);
        assertThat(jenkins.web().call(action, "doChange").returned()).isEqualTo("changed");
    }

    @Test
    void asksForPermission() throws Exception {
        Item job = run("echo 'x'").run().getParent();
        jenkins.credentials().addSecretText("key", "SECRET");
        jenkins.jenkins().setAuthorizationStrategy(new OnlyAdmin());
        SampleConfiguration configuration = jenkins.configuration(SampleConfiguration.class);
        EmbeddedWeb web = jenkins.web().with("value", "1").with("credentialsId", "set");
        assertThat(web.as("admin").call(configuration, "doCheckSize").returned(FormValidation.class).kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThatThrownBy(() -> web.as("reader").call(configuration, "doCheckSize"))
                .isInstanceOf(AccessDeniedException3.class)
                .hasMessage("reader is missing the Overall/Administer permission");
        assertThatThrownBy(() -> web.as(null).in(job).call(configuration, "doCheckSize"))
                .hasMessage("anonymous is missing the Job/Configure permission");
        assertThat(values(web.as("admin").in(job).call(configuration, "doFillCredentialsIdItems")))
                .containsExactly("", "set", "key");
        assertThat(values(web.as("reader").in(job).call(configuration, "doFillCredentialsIdItems")))
                .containsExactly("set");
    }

    @Test
    void threadsAreAnonymousAndFindNothingUnlessTheySayOtherwise() throws Exception {
        String build = run("echo 'x'").run().getExternalizableId();

        assertThat(supplyAsync(() -> Run.fromExternalizableId(build)).get()).isNull();
        assertThat(supplyAsync(() -> asSystem(build)).get()).isNotNull();
    }

    @SuppressWarnings("try") // The context only has to be closed.
    private static Run<?, ?> asSystem(String build) {
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            return Run.fromExternalizableId(build);
        }
    }

    @Test
    void buildsRunAsTheirJobDoes() throws Exception {
        String whoAmI = "echo \"as ${jenkins.model.Jenkins.getAuthentication2().name}\"";

        assertThat(run(whoAmI + "\nsleep time: 10, unit: 'MILLISECONDS'\n" + whoAmI)
                        .console())
                .containsSubsequence("as SYSTEM", "as SYSTEM");
        assertThat(jenkins.runPipeline("hers", whoAmI, BuildOptions.DEFAULT.runningAs("alice"))
                        .await(SOON)
                        .console())
                .contains("as alice");
    }

    @Test
    void findsOnlyWhatTheUserMayRead() throws Exception {
        Run<?, ?> run = jenkins.runPipeline("team/demo", "echo 'x'").await(SOON).run();
        jenkins.jenkins().setAuthorizationStrategy(new ByName());

        assertThat(lookUps("reader")).containsExactly(run, run.getParent(), List.of(run.getParent()));
        assertThat(lookUps("stranger")).containsExactly(null, null, List.of());
        assertThatThrownBy(() -> lookUps("discoverer"))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessage("Please login to access job team");
    }

    /** What a user finds of {@code team/demo}. */
    @SuppressWarnings("try") // The context only has to be closed.
    private static List<Object> lookUps(String user) {
        try (ACLContext as = ACL.as2(CredentialsOfRun.user(user))) {
            return Arrays.asList(
                    Run.fromExternalizableId("team/demo#1"),
                    Jenkins.get().getItemByFullName("team/demo", Item.class),
                    Jenkins.get().allItems(Job.class));
        }
    }

    private static List<String> values(WebReply reply) {
        return reply.returned(ListBoxModel.class).stream()
                .map(option -> option.value)
                .toList();
    }

    @Test
    void storesSecretsEncrypted() throws Exception {
        Secret secret = Secret.fromString("PLAIN");
        String xml = jenkins.forms().toXml(secret);
        assertThat(xml).doesNotContain("PLAIN");
        assertThat(jenkins.forms().saveAndLoad(secret)).isEqualTo(secret);
        assertThatThrownBy(secret::toString).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keepsCredentialsEncrypted() throws Exception {
        jenkins.credentials().addSecretText("key", "TOP-SECRET");
        jenkins.credentials().addFolderSecretText("team", "key", "TOP-SECRET-OF-THE-TEAM");
        restart();
        assertThat(run("echo \"${lookUp('key') == 'TOP-SECRET'}\"").console()).contains("\ntrue\n");
        EmbeddedBuild build = jenkins.runPipeline("team/demo", "echo \"${lookUp('key').length()}\"");
        assertThat(build.await(SOON).console()).contains("\n22\n");
        try (var files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("TOP-SECRET"));
        }
    }

    /** The reader may read items; the discoverer may only know that they exist. */
    private static final class ByName extends AuthorizationStrategy {
        @Override
        public ACL getRootACL() {
            return ACL.lambda2((who, what) -> what.equals(Item.DISCOVER)
                    ? who.getName().matches("reader|discoverer")
                    : what.equals(Item.READ) && who.getName().equals("reader"));
        }

        @Override
        public Collection<String> getGroups() {
            return List.of();
        }
    }

    /** Only admin may do anything; all others may read jobs, but not see them in Jenkins. */
    private static final class OnlyAdmin extends AuthorizationStrategy {
        private final ACL acl = ACL.lambda2((who, what) -> who.getName().equals("admin"));

        @Override
        public ACL getRootACL() {
            return acl;
        }

        @Override
        public ACL getACL(Job<?, ?> project) {
            return acl;
        }

        @Override
        public ACL getACL(AbstractItem item) {
            return acl;
        }

        @Override
        public Collection<String> getGroups() {
            return List.of();
        }
    }
}
