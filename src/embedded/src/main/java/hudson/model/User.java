package hudson.model;

import flux.embedded.host.CredentialsOfRun;
import org.springframework.security.core.Authentication;

/** A user; every name is known on this host. */
public class User {
    private final String id;

    private User(String id) {
        this.id = id;
    }

    public static User getById(String id, boolean create) {
        return new User(id);
    }

    public Authentication impersonate2() {
        return CredentialsOfRun.user(id);
    }
}
