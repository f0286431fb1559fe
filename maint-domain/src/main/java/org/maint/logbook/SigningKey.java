package org.maint.logbook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.maint.shared.Canonical;

/** The Ed25519 key that signs checkpoints. It lives outside the database. */
public final class SigningKey {
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey secret;
    private final PublicKey open;

    private SigningKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK from 15 on has Ed25519", impossible);
        }
    }

    /** From two lines of Base64: PKCS #8 of the secret key, X.509 of the public one. */
    public static SigningKey parse(String text) {
        String[] lines = text.strip().split("\\R", -1);
        if (lines.length != 2) {
            throw new IllegalArgumentException("A signing key has two lines");
        }
        try {
            PrivateKey secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[0].strip())));
            return new SigningKey(secret, publicKey(lines[1].strip()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 key", e);
        }
    }

    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return base64.encodeToString(secret.getEncoded()) + "\n" + base64.encodeToString(open.getEncoded()) + "\n";
    }

    /** X.509 in Base64: what a verifier needs. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(open.getEncoded());
    }

    public String id() {
        return idOf(open);
    }

    String sign(String statement) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }

    static PublicKey publicKey(String base64) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 public key", e);
        }
    }

    static boolean verify(PublicKey key, String statement, String signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(statement.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            // A signature of the wrong length or alphabet is not a valid one.
            return false;
        }
    }

    static String idOf(PublicKey key) {
        return Canonical.sha256(key.getEncoded()).substring(0, 16);
    }
}
