package io.jenkins.plugins.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/** Proxies that companies use, from the Debian packages of the same name. */
enum ProxyProgram {
    TINYPROXY("/usr/bin/tinyproxy") {
        @Override
        List<String> configure(Path directory, int port, String user, String password) throws IOException {
            String login = user == null ? "" : "BasicAuth " + user + " " + password + "\n";
            Path file = Files.writeString(
                    directory.resolve("tinyproxy.conf"),
                    "Listen 127.0.0.1\nPort " + port + "\nAllow 127.0.0.1\nMaxClients 100\nTimeout 60\nLogLevel Info\n"
                            + "LogFile \"" + log(directory) + "\"\n" + login);
            return List.of(path().toString(), "-d", "-c", file.toString());
        }
    },

    SQUID("/usr/sbin/squid") {
        @Override
        List<String> configure(Path directory, int port, String user, String password) throws IOException {
            String login = "http_access allow all\n";
            if (user != null) {
                Path helper = Files.writeString(
                        directory.resolve("login.sh"),
                        "while read -r login; do\n  if [ \"$login\" = '" + user + " " + password
                                + "' ]; then echo OK; else echo ERR; fi\ndone\n");
                login = "auth_param basic program /bin/sh " + helper + "\nauth_param basic children 1 startup=1\n"
                        + "acl known proxy_auth REQUIRED\nhttp_access allow known\nhttp_access deny all\n";
            }
            Path file = Files.writeString(
                    directory.resolve("squid.conf"),
                    "http_port 127.0.0.1:" + port + "\n" + login + "cache deny all\ncache_mem 8 MB\npid_filename none\n"
                            + "access_log stdio:" + log(directory) + "\ncache_log " + directory.resolve("cache.log")
                            + "\ncoredump_dir " + directory
                            + "\nvisible_hostname localhost\nshutdown_lifetime 0 seconds\n"
                            + "icp_port 0\nsnmp_port 0\npinger_enable off\nnetdb_filename none\n");
            // Started as root, it switches to another user, who writes the logs.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            return List.of(path().toString(), "-N", "-f", file.toString());
        }
    };

    private final Path path;

    ProxyProgram(String path) {
        this.path = Path.of(path);
    }

    Path path() {
        return path;
    }

    /** Skips the test if it is not installed, or lets it fail if {@code FLUX_REQUIRE_PROXIES} is set. */
    void assumeInstalled() {
        String reason = path() + " is not installed; apt-get install " + name().toLowerCase(Locale.ROOT);
        if (System.getenv("FLUX_REQUIRE_PROXIES") != null) {
            assertThat(isInstalled()).as(reason).isTrue();
        }
        assumeTrue(isInstalled(), reason);
    }

    boolean isInstalled() {
        return Files.isExecutable(path);
    }

    /** Writes the configuration and returns the command line. Without a user, the proxy requires no login. */
    abstract List<String> configure(Path directory, int port, String user, String password) throws IOException;

    /** The log of requests. */
    static Path log(Path directory) {
        return directory.resolve("requests.log");
    }
}
