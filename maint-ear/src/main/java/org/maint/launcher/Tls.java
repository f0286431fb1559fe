package org.maint.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The certificate for HTTPS: the one that {@code MAINT_TLS_KEYSTORE} names, else one that is made for the address. */
record Tls(Path keyStore, String password, String alias) {

    static Tls of(Home home, String address) {
        String given = System.getenv("MAINT_TLS_KEYSTORE");
        if (given != null && !given.isBlank()) {
            Path file = Path.of(given);
            if (!Files.isReadable(file)) {
                throw new Failure("MAINT_TLS_KEYSTORE names " + file + ", which cannot be read.");
            }
            return new Tls(
                    file,
                    System.getenv().getOrDefault("MAINT_TLS_KEYSTORE_PASSWORD", ""),
                    System.getenv().getOrDefault("MAINT_TLS_ALIAS", "maint"));
        }
        Path file = home.file("tls.p12");
        String password = home.secret("tls-password");
        if (!Files.exists(file)) {
            make(file, password, address);
        }
        return new Tls(file, password, "maint");
    }

    private static void make(Path file, String password, String address) {
        boolean isAddress = address.chars().allMatch(c -> c == '.' || c == ':' || Character.digit(c, 16) >= 0);
        String name = isAddress ? "ip:" + address : "dns:" + address;
        try {
            ProcessBuilder keytool = new ProcessBuilder(List.of(
                            Distribution.java().resolveSibling("keytool").toString(),
                            "-genkeypair",
                            "-alias",
                            "maint",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-validity",
                            "365",
                            "-dname",
                            "CN=maint",
                            "-ext",
                            "san=dns:localhost,ip:127.0.0.1," + name,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass:env",
                            "STORE_PASSWORD"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            keytool.environment().put("STORE_PASSWORD", password);
            if (keytool.start().waitFor() != 0) {
                throw new Failure("keytool could not make a certificate; name one in MAINT_TLS_KEYSTORE.");
            }
        } catch (IOException e) {
            throw new Failure("keytool cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted", e);
        }
    }
}
