package flux.embedded.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts stored secrets, with the key in the home of the Jenkins, if there is one. */
public final class SecretCipher {
    private static final String ALGORITHM = "AES";
    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static volatile SecretKey key = newKey();

    private SecretCipher() {}

    /**
     * Uses the key in a home from now on; creates one if there is none.
     *
     * @throws UncheckedIOException if it can be neither read nor written
     */
    public static void useKeyOf(Path home) {
        Path file = home.resolve("secrets").resolve("hudson.util.Secret");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Path temporary = Files.createTempFile(file.getParent(), "key", "tmp");
                Files.write(temporary, newKey().getEncoded());
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
            key = new SecretKeySpec(Files.readAllBytes(file), ALGORITHM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Encrypts a text; the result is in braces. */
    public static String encrypt(String plain) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return '{' + Base64.getEncoder().encodeToString(all) + '}';
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Decrypts a text; null if it was not encrypted here. */
    public static String decrypt(String data) {
        if (data == null || !data.startsWith("{") || !data.endsWith("}")) {
            return null;
        }
        try {
            byte[] all = Base64.getDecoder().decode(data.substring(1, data.length() - 1));
            if (all.length <= NONCE) {
                return null;
            }
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE)).doFinal(all, NONCE, all.length - NONCE);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        return cipher;
    }

    private static SecretKey newKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance(ALGORITHM);
            generator.init(128);
            return generator.generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
