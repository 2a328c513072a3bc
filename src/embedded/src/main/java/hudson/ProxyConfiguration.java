package hudson;

import hudson.model.Describable;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import hudson.util.Secret;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** The proxy settings of Jenkins. */
public final class ProxyConfiguration implements Describable<ProxyConfiguration>, Saveable, Serializable {
    private static final long serialVersionUID = 1L;

    public final String name;
    public final int port;
    public String noProxyHost;

    private String userName;
    private Secret secretPassword;

    public ProxyConfiguration(String name, int port) {
        this(name, port, null, null);
    }

    public ProxyConfiguration(String name, int port, String userName, String password) {
        this(name, port, userName, password, null);
    }

    public ProxyConfiguration(String name, int port, String userName, String password, String noProxyHost) {
        this.name = Util.fixEmptyAndTrim(name);
        this.port = port;
        this.userName = Util.fixEmptyAndTrim(userName);
        secretPassword = password == null ? null : Secret.fromString(password);
        this.noProxyHost = Util.fixEmptyAndTrim(noProxyHost);
    }

    public String getName() {
        return name;
    }

    public int getPort() {
        return port;
    }

    public String getNoProxyHost() {
        return noProxyHost;
    }

    public String getUserName() {
        return userName;
    }

    public Secret getSecretPassword() {
        return secretPassword;
    }

    public static List<Pattern> getNoProxyHostPatterns(String noProxyHost) {
        List<Pattern> patterns = new ArrayList<>();
        if (noProxyHost != null) {
            for (String host : noProxyHost.split("[ \t\n,|]+")) {
                if (!host.isEmpty()) {
                    patterns.add(Pattern.compile(host.replace(".", "\\.").replace("*", ".*")));
                }
            }
        }
        return patterns;
    }

    @Override
    public void save() throws IOException {
        XmlFile file = getXmlFile();
        file.write(this);
        SaveableListener.fireOnChange(this, file);
    }

    public static XmlFile getXmlFile() {
        return new XmlFile(new File(Jenkins.get().getRootDir(), "proxy.xml"));
    }
}
