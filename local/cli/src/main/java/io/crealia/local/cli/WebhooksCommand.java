package io.crealia.local.cli;

import picocli.CommandLine.Command;

/** What helps whoever builds a receiver of webhooks. */
@Command(name = "webhooks", subcommands = WebhooksListenCommand.class, description = "Tools for receivers of webhooks.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "listen")
final class WebhooksCommand {}
