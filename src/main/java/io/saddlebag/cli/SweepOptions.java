package io.saddlebag.cli;

import picocli.CommandLine.Option;

/** What {@code backup} and {@code mirror} can both be asked for. */
final class SweepOptions {

    @Option(
            names = "--dry-run",
            description = "Only print what would change; nothing is written to the destination or the catalog.")
    boolean dryRun;

    @Option(names = "--allow-delete", description = "Carry out deletions that a guard would hold back.")
    boolean allowDelete;

    @Option(
            names = "--new-destination",
            description = "Take a destination that is missing, empty or another one than last time for a new one.")
    boolean newDestination;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    boolean json;
}
