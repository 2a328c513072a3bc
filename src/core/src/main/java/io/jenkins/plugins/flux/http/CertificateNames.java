package io.jenkins.plugins.flux.http;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Whether a certificate is for a host name with underscores (RFC 9525): Java's own check refuses such a name before it
 * looks. That the certificate itself is to be trusted was checked by then.
 */
final class CertificateNames {
    private static final int DNS_NAME = 2;

    private CertificateNames() {}

    /**
     * Does nothing if it is.
     *
     * @throws SSLPeerUnverifiedException if it is not
     */
    static void check(SSLSession session, String host) throws SSLPeerUnverifiedException {
        X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            boolean isNamed = names != null
                    && names.stream()
                            .filter(name -> name.get(0).equals(DNS_NAME))
                            .anyMatch(name -> matches(String.valueOf(name.get(1)), host));
            if (!isNamed) {
                throw new SSLPeerUnverifiedException("the certificate is not for " + host);
            }
        } catch (CertificateParsingException e) {
            throw new SSLPeerUnverifiedException("the names of the certificate cannot be read");
        }
    }

    /** A star stands for the first label, the whole of it, and not right before a top-level domain. */
    static boolean matches(String pattern, String host) {
        String expected = plain(pattern);
        String name = plain(host);
        if (!expected.startsWith("*.")) {
            return expected.equals(name);
        }
        String parent = expected.substring(1);
        int dot = name.indexOf('.');
        return dot > 0 && parent.indexOf('.', 1) > 0 && name.substring(dot).equals(parent);
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
