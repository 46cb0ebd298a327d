package io.crealia.local.cli;

import io.crealia.local.cloud.CloudStartException;
import io.crealia.local.cloud.PortInUseException;
import io.crealia.local.observability.MissingProgramException;
import io.crealia.local.observability.query.PrometheusException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Crealia on one laptop. */
@Command(name = "crealia", subcommands = {DemoCommand.class, UpCommand.class, ProcessCommand.class, StatusCommand.class,
        LogsCommand.class, EventsCommand.class, DiffCommand.class, RedriveCommand.class, TokenCommand.class,
        DoctorCommand.class, PrivacyCommand.class,
        AuditCommand.class, BackupCommand.class, BackupsCommand.class, RestoreCommand.class,
        WebhooksCommand.class,
        InvokeCommand.class, DigestCommand.class, BenchCommand.class, BenchSpeechCommand.class,
        DashboardCommand.class, LoadCommand.class,
        WarmCommand.class,
        CommandLine.HelpCommand.class}, description = "The whole Crealia back end on one laptop: no Docker, no account, no key.", footer = {
                "",
                "Also: ./crealia test    runs all tests",
                "      ./crealia chaos   kills the application again and again: is anything lost?", "",
                "Exit codes: 0 done, 1 the file was refused or failed, or the audit log or a backup is damaged, 2 wrong usage, 3 this machine lacks something."})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Read once, when the first connection is made: without it a small answer waits 40 ms for the client's ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.exit(run(arguments));
    }

    /** As {@link #main}, without ending the JVM: gives what it would have ended with. */
    public static int run(String... arguments) {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command)).execute(arguments);
    }

    private static int explain(Exception failure, CommandLine command) {
        var err = command.getErr();
        err.println("crealia: " + sentence(failure));
        return switch (failure) {
            case IllegalArgumentException _ -> Exit.USAGE;
            case ApiException _,TookTooLongException _ -> Exit.NOT_READY;
            case PortInUseException _,CloudStartException _,MissingProgramException _,PrometheusException _ ->
                Exit.ENVIRONMENT;
            default -> {
                if (Boolean.getBoolean("crealia.debug")) {
                    failure.printStackTrace(err);
                } else {
                    err.println("         (set JAVA_TOOL_OPTIONS=-Dcrealia.debug=true for the stack trace)");
                }
                yield Exit.ENVIRONMENT;
            }
        };
    }

    private static String sentence(Exception failure) {
        var message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return failure instanceof UncheckedIOException io ? message + " (" + io.getCause().getMessage() + ")" : message;
    }
}
