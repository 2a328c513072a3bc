package io.jenkins.plugins.flux.crash;

import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.security.HudsonPrivateSecurityRealm;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * Makes a Jenkins one in which users log in and anonymous reads nothing, if it is not one yet. That is stored: it holds while
 * Jenkins starts again, too.
 */
public final class SecuredJenkins implements RealJenkinsExtension.Step {

    private static final long serialVersionUID = 1L;

    @Override
    public void run(JenkinsRule jenkins) throws Throwable {
        if (jenkins.jenkins.isUseSecurity()) {
            return;
        }
        FullControlOnceLoggedInAuthorizationStrategy loggedIn = new FullControlOnceLoggedInAuthorizationStrategy();
        loggedIn.setAllowAnonymousRead(false);
        jenkins.jenkins.setSecurityRealm(new HudsonPrivateSecurityRealm(false, false, null));
        jenkins.jenkins.setAuthorizationStrategy(loggedIn);
        jenkins.jenkins.save();
    }
}
