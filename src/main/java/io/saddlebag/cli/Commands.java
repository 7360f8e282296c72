package io.saddlebag.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands by name, in the order of the help. Making the model of one takes longer than reading a line of arguments, so
 * only those are made that the line may be about.
 */
final class Commands {

    private static final Map<String, Class<? extends Subcommand>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("backup", BackupCommand.class);
        ALL.put("mirror", MirrorCommand.class);
        ALL.put("restore", RestoreCommand.class);
        ALL.put("verify", VerifyCommand.class);
        ALL.put("snapshots", SnapshotsCommand.class);
        ALL.put("prune", PruneCommand.class);
        ALL.put("versions", VersionsCommand.class);
        ALL.put("run", RunCommand.class);
        ALL.put("status", StatusCommand.class);
        ALL.put("check", CheckCommand.class);
        ALL.put("alert", AlertCommand.class);
    }

    private Commands() {}

    /** All of them. */
    static List<Class<? extends Subcommand>> all() {
        return List.copyOf(ALL.values());
    }

    /** Those that arguments name anywhere; none for the version, and all where the help or a suggestion may list them. */
    static List<Class<? extends Subcommand>> among(String... arguments) {
        if (Boolean.getBoolean("saddlebag.archiving")) {
            // The launcher makes its archive of classes: those of all commands belong into it.
            return all();
        }
        var given = Arrays.asList(arguments);
        if (given.equals(List.of("--version")) || given.equals(List.of("-V"))) {
            return List.of();
        }
        var first = given.stream().filter(ALL::containsKey).findFirst();
        if (first.isEmpty() || asksForHelp(given.subList(0, given.indexOf(first.get())))) {
            return all();
        }
        return ALL.keySet().stream()
                .filter(given::contains)
                .<Class<? extends Subcommand>>map(ALL::get)
                .toList();
    }

    private static boolean asksForHelp(List<String> before) {
        return before.contains("--help") || before.contains("-h");
    }
}
