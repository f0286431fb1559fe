package org.maint.launcher;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.maint.shared.Messages;
import org.maint.shared.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exits 0 on success, 2 on wrong usage, 1 on failure, and says in one line what went wrong. */
@Command(
        name = "maint",
        synopsisSubcommandLabel = "COMMAND",
        description = "A maintenance plan as a running system",
        mixinStandardHelpOptions = true,
        version = "maint 0.1.0",
        subcommands = {
            RunCommand.class,
            TokenCommand.class,
            UserCommand.class,
            StatusCommand.class,
            StopCommand.class,
            LogCommand.class,
            LoadCommand.class,
            BackupCommand.class,
            RestoreCommand.class
        })
final class Maint implements Callable<Integer> {
    // Kept, because a logger that nobody holds forgets its level.
    private static final Logger ROOT = Logger.getLogger("");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] arguments) {
        ROOT.setLevel(Boolean.getBoolean("maint.verbose") ? Level.INFO : Level.SEVERE);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Maint())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> {
                    complain(
                            e.getCommandLine(),
                            String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage")
                                    + " (see ./maint --help)");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    complain(command, line(e));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static String line(Exception e) {
        if (e instanceof Refusal refusal) {
            return Messages.words(refusal.reason(), Locale.getDefault());
        }
        if (e instanceof Failure) {
            return String.valueOf(e.getMessage());
        }
        return "unexpected: " + e;
    }

    private static void complain(CommandLine command, String line) {
        command.getErr().println("maint: " + line);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
