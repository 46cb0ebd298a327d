package io.crealia.local.cli;

import picocli.CommandLine.Command;

/** Measurements of the deployable zips and of what they are made of. */
@Command(name = "bench", description = "Measures the deployable zips under AWS's runtime interface client, and the smallest parts of the hot paths.", mixinStandardHelpOptions = true, subcommands = {
        BenchColdCommand.class, BenchWarmCommand.class, BenchMicroCommand.class})
final class BenchCommand {}
