package org.maint.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maint.logbook.LogVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./maint log verify}: verifies an exported log without any server. */
@Command(name = "log", description = "The log", subcommands = LogCommand.Verify.class)
final class LogCommand {

    @Command(
            name = "verify",
            description = "Verifies an exported log; exits 0 when it is intact and nothing is known to be missing")
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "The export, JSON Lines")
        Path file = Path.of("");

        @Option(names = "--key", paramLabel = "PUBLICKEY", description = "The public key, in Base64 or a file with it")
        @Nullable
        String key;

        @Option(names = "--checkpoint", paramLabel = "FILE", description = "A checkpoint that was kept elsewhere")
        @Nullable
        Path checkpoint;

        @Override
        public Integer call() {
            LogVerification.Verdict verdict = verify();
            verdict.faults().forEach(fault -> System.out.println("  " + fault));
            System.out.println(verdict.entries() + " entries, " + (verdict.intact() ? "intact" : "NOT INTACT"));
            boolean cutOff =
                    verdict.complete().isPresent() && !verdict.complete().get();
            if (cutOff) {
                System.out.println("NOT COMPLETE: entries that a checkpoint covers are missing at the end");
            } else if (verdict.externalCheckpoint()) {
                System.out.println("complete up to the given checkpoint");
            } else {
                System.out.println(
                        "completeness is unproven: give a checkpoint that was kept elsewhere (--checkpoint)");
            }
            System.out.println(
                    verdict.signerVerified()
                            ? "every checkpoint is signed by the given key"
                            : "the signer is unverified: give the public key (--key)");
            if (!verdict.intact() || cutOff) {
                throw new Failure("The log in " + file + " is not what was signed; compare it with an older export.");
            }
            return 0;
        }

        private LogVerification.Verdict verify() {
            LogVerification verification = new LogVerification(publicKey());
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                verification.export(lines);
                if (checkpoint != null) {
                    verification.externalCheckpoint(Files.readString(checkpoint).strip());
                }
            } catch (IOException e) {
                throw new Failure("A file cannot be read: " + e.getMessage(), e);
            } catch (IllegalArgumentException e) {
                throw new Failure("The checkpoint " + checkpoint + " cannot be read: " + e.getMessage(), e);
            }
            return verification.verdict();
        }

        private @Nullable String publicKey() {
            if (key == null) {
                return null;
            }
            try {
                Path asFile = Path.of(key);
                String text = Files.isRegularFile(asFile) ? Files.readString(asFile) : key;
                // Read once here, so that a wrong key is said to be one.
                new LogVerification(text.strip());
                return text.strip();
            } catch (IOException | IllegalArgumentException e) {
                throw new Failure("--key is neither an Ed25519 public key in Base64 nor a file with one.", e);
            }
        }
    }
}
