package org.maint.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that the database keeps and cannot read. */
class SecretsTest {
    @TempDir
    Path home;

    private Secrets inHome() {
        return new Secrets(Optional.empty(), Optional.of(home.toString()));
    }

    private static Secrets with(int keyByte) {
        byte[] key = new byte[32];
        key[0] = (byte) keyByte;
        return new Secrets(Optional.of(Base64.getEncoder().encodeToString(key)), Optional.empty());
    }

    @Test
    void a_secret_comes_back_and_never_looks_the_same() {
        Secrets secrets = inHome();
        String sealed = secrets.seal("mot de passe à garder");
        assertThat(sealed).doesNotContain("garder").isNotEqualTo(secrets.seal("mot de passe à garder"));
        assertThat(secrets.open(sealed)).isEqualTo("mot de passe à garder");
        // Also after a restart.
        assertThat(inHome().open(sealed)).isEqualTo("mot de passe à garder");
    }

    @Test
    void the_key_is_a_file_that_only_its_owner_can_read_and_nothing_else_is_left() throws Exception {
        inHome().seal("x");
        Path file = home.resolve("keys/secret.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(home.resolve("keys"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void processes_that_make_the_key_at_once_share_it() throws Exception {
        ExecutorService processes = Executors.newFixedThreadPool(8);
        Callable<String> first = () -> inHome().seal("x");
        Set<String> opened = new HashSet<>();
        for (Future<String> sealed : processes.invokeAll(List.of(first, first, first, first, first, first))) {
            opened.add(inHome().open(sealed.get()));
        }
        processes.shutdown();
        assertThat(opened).containsExactly("x");
    }

    @Test
    void what_was_changed_or_sealed_with_another_key_does_not_open() {
        String sealed = with(1).seal("x");
        assertThat(with(1).open(sealed)).isEqualTo("x");
        assertThatThrownBy(() -> with(2).open(sealed)).isInstanceOf(IllegalArgumentException.class);
        byte[] bytes = Base64.getDecoder().decode(sealed);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String tampered = Base64.getEncoder().encodeToString(changed);
            assertThatThrownBy(() -> with(1).open(tampered))
                    .as("byte " + i)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String nonsense : List.of("", "AA==", "?")) {
            assertThatThrownBy(() -> with(1).open(nonsense)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_key_of_the_wrong_length_says_so() {
        Secrets secrets = new Secrets(Optional.of("c2hvcnQ="), Optional.empty());
        assertThatThrownBy(() -> secrets.seal("x")).hasMessageContaining("maint.secret.key has 5 bytes");
        Secrets nowhere = new Secrets(Optional.empty(), Optional.empty());
        assertThat(nowhere.available()).isFalse();
        assertThatThrownBy(() -> nowhere.seal("x")).isInstanceOf(IllegalStateException.class);
    }
}
