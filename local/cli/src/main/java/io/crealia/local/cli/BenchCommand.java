package io.crealia.local.cli;

import picocli.CommandLine.Command;

/** Measurements of the deployable zips. */
@Command(name = "bench", description = "Measures the deployable zips under AWS's runtime interface client.", mixinStandardHelpOptions = true, subcommands = {
        BenchColdCommand.class, BenchWarmCommand.class})
final class BenchCommand {}
