package org.maint.launcher;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maint.people.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./maint token create}: a token for a program, printed once. */
@Command(name = "token", description = "API tokens", subcommands = TokenCommand.Create.class)
final class TokenCommand {

    @Command(name = "create", description = "Prints a new API token, once, on standard output alone")
    static final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "What the token is for")
        String name = "";

        @Option(names = "--role", required = true, description = "viewer, technician, lead, manager, admin or ingest")
        Role role = Role.VIEWER;

        @Option(names = "--person", paramLabel = "LOGIN", description = "Whom it acts for (default: a service account)")
        @Nullable
        String person;

        @Override
        public Integer call() {
            String secret = Domain.in(
                            Home.ofEnvironment(),
                            standalone ->
                                    standalone.in(services -> services.people().createToken(null, name, role, person)))
                    .secret();
            System.out.println(secret);
            return 0;
        }
    }
}
