package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maint.launcher.Installed.Said;
import org.maint.people.Role;

/** The command line: what it says, where it says it, and its exit codes. */
class LauncherIT {
    @TempDir
    Path home;

    @Test
    void wrong_usage_exits_2_with_one_line() throws Exception {
        for (String[] words : new String[][] {
            {},
            {"run", "--colour"},
            {"token", "create", "x"},
            {"token", "create", "x", "--role", "king"},
            {"fly"},
            {"run", "--port", "many"},
            {"run", "--clock", "yesterday"}
        }) {
            Said said = Installed.launcher(home, words);
            assertThat(said.exit()).as(String.join(" ", words)).isEqualTo(2);
            assertThat(said.err().lines()).as(said.err()).hasSize(1);
            assertThat(said.out()).isEmpty();
        }
    }

    @Test
    void a_port_in_use_is_said_in_one_line() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Said said = Installed.launcher(home, "run", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.err().lines()).hasSize(1);
            assertThat(said.err()).contains("Port " + taken.getLocalPort()).contains("--port");
        }
    }

    @Test
    void a_zone_that_does_not_exist_is_said_in_one_line() throws Exception {
        ProcessBuilder builder = Installed.builder(home, "run", "--port", Integer.toString(Ports.free()))
                .redirectErrorStream(true);
        builder.environment().put("MAINT_ZONE", "Europe/Atlantis");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said.lines()).hasSize(1);
        assertThat(said).contains("Europe/Atlantis");
    }

    @Test
    void a_second_server_on_the_same_home_is_refused_and_the_first_goes_on() throws Exception {
        Installed maint = Installed.shared();
        Said said = Installed.launcher(maint.home().directory(), "run", "--port", Integer.toString(Ports.free()));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err().lines()).hasSize(1);
        assertThat(said.err())
                .contains("in use by process " + maint.process().pid())
                .contains("MAINT_HOME");
        assertThat(Rest.with(maint.url(), maint.token(Role.VIEWER)).get("plan").status())
                .isEqualTo(200);
    }

    @Test
    void status_says_what_runs_where() throws Exception {
        Said running = Installed.launcher(Installed.shared().home().directory(), "status");
        assertThat(running.exit()).isZero();
        assertThat(running.out()).contains(Installed.shared().url()).contains("ready");
        Said nothing = Installed.launcher(home, "status");
        assertThat(nothing.exit()).isEqualTo(1);
    }

    @Test
    void a_token_is_printed_alone_on_standard_output_and_works_at_once() throws Exception {
        Installed maint = Installed.shared();
        Said said = Installed.launcher(maint.home().directory(), "token", "create", "monitor", "--role", "viewer");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out().lines()).hasSize(1);
        assertThat(Rest.with(maint.url(), said.out().strip()).get("plan").status())
                .isEqualTo(200);
    }

    @Test
    void a_person_is_made_with_a_one_time_password_and_a_login_only_once() throws Exception {
        Path running = Installed.shared().home().directory();
        String[] words = {
            "user", "create", "renee", "--role", "technician", "--role", "lead", "--email", "r@example.com"
        };
        Said first = Installed.launcher(running, words);
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out().strip()).hasSize(20);
        Said again = Installed.launcher(running, words);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err().lines()).hasSize(1);
    }

    @Test
    void nothing_listens_but_on_loopback() throws Exception {
        Set<String> inodes = new HashSet<>();
        for (ProcessHandle each :
                Installed.shared().process().toHandle().descendants().toList()) {
            Path descriptors = Path.of("/proc", Long.toString(each.pid()), "fd");
            try (Stream<Path> all = Files.list(descriptors)) {
                for (Path descriptor : (Iterable<Path>) all::iterator) {
                    String target = Files.isSymbolicLink(descriptor)
                            ? Files.readSymbolicLink(descriptor).toString()
                            : "";
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring(8, target.length() - 1));
                    }
                }
            } catch (NoSuchFileException closedMeanwhile) {
                // A descriptor of a connection that has just ended; listeners stay.
                continue;
            }
        }
        List<String> listeners = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(LauncherIT::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[3].equals("0A") && inodes.contains(fields[9]))
                .map(fields -> fields[1].substring(0, fields[1].indexOf(':')))
                .toList();
        assertThat(listeners).hasSizeGreaterThanOrEqualTo(4);
        // 127.0.0.1, the same mapped into IPv6, and ::1, in the kernel's byte order.
        assertThat(listeners)
                .allMatch(address -> address.equals("0100007F")
                        || address.endsWith("FFFF00000100007F")
                        || address.equals("00000000000000000000000001000000"));
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void there_is_nothing_to_back_up_in_an_empty_home_and_what_is_no_backup_is_not_restored() throws Exception {
        Said nothing = Installed.launcher(home, "backup", home.resolve("x.zip").toString());
        assertThat(nothing.exit()).isEqualTo(1);
        assertThat(nothing.err()).contains("nothing to back up");
        Said nowhere =
                Installed.launcher(home, "backup", home.resolve("no/x.zip").toString());
        assertThat(nowhere.exit()).isEqualTo(1);
        assertThat(nowhere.err()).contains("no directory");
        Path other = Files.writeString(home.resolve("other.zip"), "no zip");
        Said refused = Installed.launcher(home, "restore", other.toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(home.resolve("mariadb")).doesNotExist();
    }

    @Test
    void an_address_that_is_not_loopback_gets_a_certificate() {
        Home made = Home.at(home).make();
        Tls tls = Tls.of(made, "192.0.2.10");
        assertThat(tls.keyStore()).exists();
        assertThat(Files.exists(made.file("tls-password"))).isTrue();
        assertThat(new Micro.Listener("192.0.2.10", 8443, tls).url()).isEqualTo("https://192.0.2.10:8443/maint/");
    }
}
