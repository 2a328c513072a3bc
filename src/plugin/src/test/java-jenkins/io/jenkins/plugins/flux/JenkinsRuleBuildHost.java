package io.jenkins.plugins.flux;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.model.TopLevelItem;
import hudson.model.TopLevelItemDescriptor;
import hudson.util.Secret;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** A real Jenkins, in this JVM, {@linkplain SecuredJenkins secured}. */
final class JenkinsRuleBuildHost implements BuildHost {

    private final JenkinsRule rule;

    JenkinsRuleBuildHost(JenkinsRule rule) {
        this.rule = rule;
        try {
            SecuredJenkins.secure(rule.jenkins);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    JenkinsRule rule() {
        return rule;
    }

    /** A headless browser in which the administrator has logged in. */
    JenkinsRule.WebClient web() throws Exception {
        return rule.createWebClient().login(SecuredJenkins.ADMIN);
    }

    static StringCredentials secretText(String id, String secret) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, null, Secret.fromString(secret));
    }

    @Override
    public void addSecretText(String id, String secret) {
        add(secretText(id, secret));
    }

    @Override
    public void addFolderSecretText(String folder, String id, String secret) {
        try {
            FolderCredentialsProperty property = new FolderCredentialsProperty(new DomainCredentials[0]);
            folder(folder).addProperty(property);
            CredentialsStore store = property.getStore();
            store.addCredentials(Domain.global(), secretText(id, secret));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void addUsernamePassword(String id) {
        try {
            add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, null, "user", "password-of-user"));
        } catch (Descriptor.FormException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(IdCredentials credentials) {
        try {
            CredentialsProvider.lookupStores(Jenkins.get())
                    .iterator()
                    .next()
                    .addCredentials(Domain.global(), credentials);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replaces a secret, as in a rotation. */
    static void replaceSecretText(String id, String secret) {
        CredentialsStore store =
                CredentialsProvider.lookupStores(Jenkins.get()).iterator().next();
        StringCredentials replaced = store.getCredentials(Domain.global()).stream()
                .filter(known ->
                        known instanceof StringCredentials text && text.getId().equals(id))
                .map(StringCredentials.class::cast)
                .findFirst()
                .orElseThrow();
        try {
            store.updateCredentials(Domain.global(), replaced, secretText(id, secret));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Path home() {
        return rule.jenkins.getRootDir().toPath();
    }

    @Override
    public Map<String, String> answers(HostedBuild build) throws Exception {
        String job = build.run().getParent().getUrl();
        List<String> pages = List.of(
                build.run().getUrl(),
                build.run().getUrl() + "console",
                build.run().getUrl() + "consoleText",
                build.run().getUrl() + "flux/",
                build.run().getUrl() + "flux/progress",
                build.run().getUrl() + "flux/more?from=0-0",
                build.run().getUrl() + "flux/thumbnails",
                build.run().getUrl() + "api/json?depth=3",
                build.run().getUrl() + "api/xml?depth=3",
                job,
                job + "configure",
                job + "config.xml",
                "manage/configure",
                "log/all");
        Map<String, String> answers = new TreeMap<>();
        try (JenkinsRule.WebClient web = web().withThrowExceptionOnFailingStatusCode(false)) {
            for (String page : pages) {
                answers.put(
                        page,
                        web.getPage(new URL(rule.getURL(), page))
                                .getWebResponse()
                                .getContentAsString());
            }
        }
        return answers;
    }

    @Override
    public FluxGenerateConfiguration configuration() {
        return FluxGenerateConfiguration.get();
    }

    @Override
    public HostedBuild startPipeline(String job, String script) throws IOException {
        WorkflowJob pipeline = item(WorkflowJob.class, job);
        try {
            pipeline.setDefinition(new CpsFlowDefinition(script, true));
        } catch (Descriptor.FormException e) {
            throw new IllegalStateException(e);
        }
        return JenkinsRuleBuild.of(rule, pipeline.scheduleBuild2(0));
    }

    @Override
    public HostedBuild startFreestyle(String job, FluxGenerateStep... parameters) throws IOException {
        FreeStyleProject project = item(FreeStyleProject.class, job);
        project.getBuildersList().clear();
        for (FluxGenerateStep each : parameters) {
            project.getBuildersList().add(new FluxGenerateBuilder(each));
        }
        return JenkinsRuleBuild.of(rule, project.scheduleBuild2(0));
    }

    private <T extends TopLevelItem> T item(Class<T> type, String fullName) throws IOException {
        T known = rule.jenkins.getItemByFullName(fullName, type);
        if (known != null) {
            return known;
        }
        int slash = fullName.lastIndexOf('/');
        ModifiableTopLevelItemGroup parent = slash < 0 ? rule.jenkins : folder(fullName.substring(0, slash));
        return type.cast(parent.createProject(
                (TopLevelItemDescriptor) rule.jenkins.getDescriptorOrDie(type), fullName.substring(slash + 1), true));
    }

    private Folder folder(String name) throws IOException {
        Folder known = rule.jenkins.getItemByFullName(name, Folder.class);
        return known == null ? rule.jenkins.createProject(Folder.class, name) : known;
    }

    /** Does nothing: the extension that has started Jenkins also ends it. */
    @Override
    public void close() {}
}
