package jenkins.model;

import flux.embedded.host.AccessToItems;
import flux.embedded.host.Shutdown;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.PluginManager;
import hudson.ProxyConfiguration;
import hudson.model.Computer;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Node;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** The controller: root of all items, and the built-in node. */
public class Jenkins extends Node implements ItemGroup<TopLevelItem> {
    public static final PermissionGroup PERMISSIONS = Permission.HUDSON_PERMISSIONS;
    public static final Permission ADMINISTER = Permission.HUDSON_ADMINISTER;
    public static final Authentication ANONYMOUS2 = new AnonymousAuthenticationToken(
            ACL.ANONYMOUS_USERNAME, ACL.ANONYMOUS_USERNAME, AuthorityUtils.createAuthorityList("anonymous"));

    private static volatile Jenkins theInstance;

    public final File root;
    public final PluginManager pluginManager;

    public volatile ProxyConfiguration proxy;

    private final Map<Class<?>, ExtensionList<?>> extensionLists = new ConcurrentHashMap<>();
    private final Map<String, TopLevelItem> items = new ConcurrentSkipListMap<>();
    private volatile AuthorizationStrategy authorizationStrategy = loggedIn();

    protected Jenkins(File root, ServletContext context, PluginManager pluginManager) {
        if (theInstance != null) {
            throw new IllegalStateException("second instance");
        }
        this.root = root;
        this.pluginManager = pluginManager;
        theInstance = this;
    }

    public static Jenkins get() {
        Jenkins jenkins = theInstance;
        if (jenkins == null) {
            throw new IllegalStateException("Jenkins.instance is missing. Start an EmbeddedJenkins first.");
        }
        return jenkins;
    }

    public static Jenkins getInstanceOrNull() {
        return theInstance;
    }

    /** Notifies listeners, calls terminators, then drops this instance. */
    public void cleanUp() {
        if (theInstance != this) {
            return;
        }
        Shutdown.run(this);
        theInstance = null;
    }

    public File getRootDir() {
        return root;
    }

    public PluginManager getPluginManager() {
        return pluginManager;
    }

    public ProxyConfiguration getProxy() {
        return proxy;
    }

    public void setProxy(ProxyConfiguration proxy) {
        this.proxy = proxy;
    }

    @SuppressWarnings("unchecked")
    public <T> ExtensionList<T> getExtensionList(Class<T> type) {
        ExtensionList<?> known = extensionLists.get(type);
        if (known == null) {
            // Not computeIfAbsent, because creating an extension may request other lists.
            ExtensionList<?> created = ExtensionList.create(this, type);
            ExtensionList<?> raced = extensionLists.putIfAbsent(type, created);
            known = raced == null ? created : raced;
        }
        return (ExtensionList<T>) known;
    }

    @SuppressWarnings("rawtypes")
    public Descriptor getDescriptor(Class<? extends Describable> type) {
        for (Descriptor descriptor : getExtensionList(Descriptor.class)) {
            if (descriptor.clazz == type) {
                return descriptor;
            }
        }
        return null;
    }

    @SuppressWarnings("rawtypes")
    public Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
        Descriptor descriptor = getDescriptor(type);
        if (descriptor == null) {
            throw new AssertionError(type + " is missing its descriptor");
        }
        return descriptor;
    }

    /** As the setup wizard leaves a Jenkins: anonymous reads nothing. */
    private static AuthorizationStrategy loggedIn() {
        FullControlOnceLoggedInAuthorizationStrategy strategy = new FullControlOnceLoggedInAuthorizationStrategy();
        strategy.setAllowAnonymousRead(false);
        return strategy;
    }

    public AuthorizationStrategy getAuthorizationStrategy() {
        return authorizationStrategy;
    }

    public void setAuthorizationStrategy(AuthorizationStrategy strategy) {
        authorizationStrategy = Objects.requireNonNull(strategy);
    }

    @Override
    public ACL getACL() {
        return authorizationStrategy.getRootACL();
    }

    public static Authentication getAuthentication2() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? ANONYMOUS2 : authentication;
    }

    @Override
    public List<TopLevelItem> getItems() {
        List<TopLevelItem> visible = new ArrayList<>();
        for (TopLevelItem item : items.values()) {
            if (item.hasPermission(Item.READ)) {
                visible.add(item);
            }
        }
        return visible;
    }

    /** Also null if the user may neither read nor discover it. */
    @Override
    public TopLevelItem getItem(String name) throws AccessDeniedException {
        return AccessToItems.check(items.get(name));
    }

    public <T extends Item> T getItemByFullName(String fullName, Class<T> type) throws AccessDeniedException {
        ItemGroup<?> parent = this;
        Item item = null;
        for (String name : fullName.split("/")) {
            if (parent == null) {
                return null;
            }
            item = parent.getItem(name);
            parent = item instanceof ItemGroup<?> group && item.hasPermission(Item.READ) ? group : null;
        }
        return type.isInstance(item) ? type.cast(item) : null;
    }

    public void putItem(TopLevelItem item) {
        items.put(item.getName(), item);
    }

    @Override
    public File getRootDirFor(TopLevelItem child) {
        return new File(new File(root, "jobs"), child.getName());
    }

    @Override
    public String getFullName() {
        return "";
    }

    @Override
    public String getFullDisplayName() {
        return "";
    }

    @Override
    public String getDisplayName() {
        return "Jenkins";
    }

    @Override
    public String getNodeName() {
        return "";
    }

    public FilePath getWorkspaceFor(TopLevelItem item) {
        return new FilePath(new File(new File(root, "workspace"), item.getFullName()));
    }

    /** Includes that of the built-in node. */
    public Computer[] getComputers() {
        throw new UnsupportedOperationException("Jenkins.getComputers: the host knows its computers");
    }

    /** Null if there is none of that name; the name of the built-in node is empty. */
    public Computer getComputer(String name) {
        for (Computer computer : getComputers()) {
            if (computer.getName().equals(name)) {
                return computer;
            }
        }
        return null;
    }

    @Override
    public void save() {
        throw new UnsupportedOperationException("Jenkins.save: this host keeps no config.xml of its own");
    }
}
