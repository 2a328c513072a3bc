package io.jenkins.plugins.flux;

import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.security.HudsonPrivateSecurityRealm;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Secures a Jenkins as usual, unless it is already secured: users log in, and anonymous reads nothing. This is saved,
 * so it also applies while Jenkins restarts.
 */
public final class SecuredJenkins implements RealJenkinsExtension.Step {

    private static final long serialVersionUID = 1L;

    /** The user who may do everything; the password is the same. */
    static final String ADMIN = "admin";

    @Override
    public void run(JenkinsRule jenkins) throws Throwable {
        secure(jenkins.jenkins);
    }

    static void secure(Jenkins jenkins) throws IOException {
        if (!jenkins.isUseSecurity()) {
            FullControlOnceLoggedInAuthorizationStrategy loggedIn = new FullControlOnceLoggedInAuthorizationStrategy();
            loggedIn.setAllowAnonymousRead(false);
            jenkins.setSecurityRealm(new HudsonPrivateSecurityRealm(false, false, null));
            jenkins.setAuthorizationStrategy(loggedIn);
            jenkins.save();
        }
        if (jenkins.getSecurityRealm() instanceof HudsonPrivateSecurityRealm users && users.getUser(ADMIN) == null) {
            users.createAccount(ADMIN, ADMIN);
        }
    }
}
