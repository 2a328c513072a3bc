package hudson.util;

import flux.embedded.host.SecretCipher;
import java.io.Serializable;

/** A text that is stored only encrypted. */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public String getPlainText() {
        return value;
    }

    public String getEncryptedValue() {
        return SecretCipher.encrypt(value);
    }

    /** Null if the text is not from {@link #getEncryptedValue()}. */
    public static Secret decrypt(String data) {
        String plain = SecretCipher.decrypt(data);
        return plain == null ? null : new Secret(plain);
    }

    public static Secret fromString(String data) {
        String text = hudson.Util.fixNull(data);
        Secret decrypted = decrypt(text);
        return decrypted == null ? new Secret(text) : decrypted;
    }

    public static String toString(Secret secret) {
        return secret == null ? null : secret.value;
    }

    /** In Jenkins, this is the plain text, which is how secrets leak; not supported here, so nothing relies on it. */
    @Override
    public String toString() {
        throw new UnsupportedOperationException("Secret.toString: use getPlainText, or print nothing");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
