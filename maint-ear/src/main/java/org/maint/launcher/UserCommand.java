package org.maint.launcher;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maint.people.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./maint user create}: a person with a one-time password. */
@Command(name = "user", description = "People", subcommands = UserCommand.Create.class)
final class UserCommand {

    @Command(name = "create", description = "Adds a person and prints their one-time password")
    static final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "LOGIN")
        String login = "";

        @Option(
                names = "--role",
                required = true,
                description = "viewer, technician, lead, manager, admin or ingest; may be given several times")
        List<Role> roles = List.of();

        @Option(names = "--email", required = true)
        String email = "";

        @Option(names = "--name", description = "The name that others see (default: the login)")
        @Nullable
        String name;

        @Override
        public Integer call() {
            String shown = name == null ? login : name;
            String password = Domain.in(
                            Home.ofEnvironment(),
                            standalone -> standalone.in(services ->
                                    services.people().invite(null, login, shown, email, EnumSet.copyOf(roles))))
                    .oneTimePassword();
            System.out.println(password);
            return 0;
        }
    }
}
