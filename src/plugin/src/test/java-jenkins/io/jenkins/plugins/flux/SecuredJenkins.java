package io.jenkins.plugins.flux;

import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.security.HudsonPrivateSecurityRealm;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Makes a Jenkins one as users have it, if it is not one yet: they log in, and anonymous reads nothing. That is stored, so that
 * it holds while Jenkins starts again, too.
 */
public final class SecuredJenkins implements RealJenkinsExtension.Step {

    private static final long serialVersionUID = 1L;

    /** Who may do all; the password is the same. */
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
