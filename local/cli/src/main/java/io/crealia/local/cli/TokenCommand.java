package io.crealia.local.cli;

import io.crealia.platform.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints an access token for curl and the like. */
@Command(name = "token", description = "Prints an access token for the running edition.", mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Mixin
    private Options options;

    @Option(names = "--tenant", paramLabel = "TENANT", defaultValue = DeveloperToken.TENANT, description = "Whose token. Default: ${DEFAULT-VALUE}")
    private String tenant;

    @Option(names = "--scope", paramLabel = "SCOPE", description = "What it permits, several times. Default: everything")
    private List<String> scopes;

    @Option(names = "--ttl", paramLabel = "DURATION", defaultValue = "PT12H", description = "How long it is valid, as ISO 8601. Default: ${DEFAULT-VALUE}")
    private Duration ttl;

    @Override
    public Integer call() {
        var settings = options.settings();
        var running = RunFile.read(settings.home());
        if (running.isEmpty()) {
            System.err.println(StatusCommand.NOT_RUNNING);
            return Exit.ENVIRONMENT;
        }
        var token = DeveloperToken.issue(settings, running.get().issuer(), tenant,
                scopes == null ? DeveloperToken.SCOPES : scopes, ttl);
        System.out.println(options.json() ? Json.text(Json.object().put("token", token).put("tenant", tenant)) : token);
        return Exit.OK;
    }
}
