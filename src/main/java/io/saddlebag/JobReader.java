package io.saddlebag;

import io.saddlebag.mirror.CollectSettings;
import io.saddlebag.mirror.Durability;
import io.saddlebag.mirror.MaxDelete;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.mirror.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the entries of one job. */
final class JobReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final String name;
    private final Map<String, PropertiesFile.Entry> entries;
    private final PropertiesFile.Entry first;
    private final SettingsReader reader;
    private final JobTypes types;
    private final Durability durability;
    private final Duration stopTimeout;

    JobReader(
            String name,
            Map<String, PropertiesFile.Entry> entries,
            SettingsReader reader,
            JobTypes types,
            Durability durability,
            Duration stopTimeout) {
        this.name = name;
        this.entries = entries;
        this.first = entries.values().iterator().next();
        this.reader = reader;
        this.types = types;
        this.durability = durability;
        this.stopTimeout = stopTimeout;
    }

    /** The job; empty after a problem that leaves nothing to look at. Smaller problems are added, and a default stands in. */
    Optional<JobSettings> read() {
        var schedule = schedule();
        var verifySchedule = verifySchedule();
        return unscheduled()
                .map(job -> schedule == null ? job : job.withSchedule(schedule))
                .map(job -> verifySchedule == null ? job : job.withVerifySchedule(verifySchedule));
    }

    private @Nullable Schedule verifySchedule() {
        boolean compares = value(MirrorKeys.COMPARE, text -> !text.equals(Compare.CATALOG.toString()), true);
        var zone = value(ScheduleKeys.TIME_ZONE, Values::timeZone, ZoneId.systemDefault());
        value(ScheduleKeys.VERIFY_DEEP, Values::yesOrNo);
        return value(ScheduleKeys.VERIFY_SCHEDULE, text -> {
            if (!compares) {
                throw new IllegalArgumentException(
                        "has no effect with compare = catalog: there is nothing to compare." + " Remove it.");
            }
            return Schedule.parse(text, zone);
        });
    }

    private @Nullable Schedule schedule() {
        var zone = value(ScheduleKeys.TIME_ZONE, Values::timeZone, ZoneId.systemDefault());
        boolean runMissed = value(ScheduleKeys.RUN_MISSED, Values::yesOrNo, true);
        var schedule = value(ScheduleKeys.SCHEDULE, text -> Schedule.parse(text, zone));
        return schedule == null ? null : schedule.withRunMissed(runMissed);
    }

    private Optional<JobSettings> unscheduled() {
        checkName();
        var type = type();
        if (type == null) {
            return Optional.empty();
        }
        checkKeys(type);
        if (type.snapshots()) {
            return new SnapshotReader(name, entries, reader, stopTimeout)
                    .read()
                    .map(snapshot -> JobSettings.ofSnapshots(
                            name, type, snapshot, new RetentionReader(entries, reader).read(), parameters(type, null)));
        }
        if (!type.sweeps() && !type.collects()) {
            return Optional.of(new JobSettings(name, type, null, null, parameters(type, null)));
        }
        var trees = trees(type);
        if (trees == null) {
            return Optional.empty();
        }
        if (type.sweeps()) {
            return Optional.of(new JobSettings(name, type, trees, null, parameters(type, trees)));
        }
        var collect = new CollectReader(name, entries, reader).read(trees);
        return Optional.of(new JobSettings(name, type, null, collect, collectParameters(type, collect)));
    }

    private void checkName() {
        if (!NAME.matcher(name).matches()) {
            reader.addProblem(
                    first,
                    "names a job " + name + ". A job's name is made of a-z, 0-9 and -, and does not begin"
                            + " with -.");
        } else if (name.equals("report") || name.endsWith("-deliver")) {
            reader.addProblem(first, "names a job " + name + ", which is the name of a route. Choose another name.");
        }
    }

    private @Nullable JobType type() {
        var entry = entries.get("type");
        var known = String.join(", ", types.names());
        if (entry == null) {
            reader.addProblem(
                    first, "belongs to a job without a type. Write job." + name + ".type = one of: " + known + ".");
            return null;
        }
        return reader.parse(entry, text -> {
            var type = types.find(text);
            if (type == null) {
                throw new IllegalArgumentException("= " + text + " is not a job type."
                        + Nearest.hint(text, types.names()) + " There are: " + known + ".");
            }
            return type;
        });
    }

    private void checkKeys(JobType type) {
        var known = type.keys();
        entries.forEach((key, entry) -> {
            if (!known.contains(key) && !(type.snapshots() && key.startsWith(SnapshotKeys.SOURCE_PREFIX))) {
                var hint = Nearest.find(key, known)
                        .map(found -> " Did you mean job." + name + "." + found + "?")
                        .orElse(" Its keys are: " + String.join(", ", known) + ".");
                reader.addProblem(entry, "is not a key of the job type " + type.name() + "." + hint);
            }
        });
        type.requiredParameters(entries.keySet()).stream()
                .filter(required -> !entries.containsKey(required) && !isTyped(type, required))
                .forEach(required -> addMissing(required, "its routes need it"));
    }

    private static boolean isTyped(JobType type, String key) {
        return (type.sweeps() && MirrorKeys.ALL.contains(key))
                || (type.collects() && CollectKeys.ALL.contains(key))
                || (type.snapshots() && SnapshotKeys.ALL.contains(key));
    }

    private @Nullable MirrorSettings trees(JobType type) {
        var source = value(MirrorKeys.SOURCE, this::path);
        if (!entries.containsKey(MirrorKeys.SOURCE)) {
            addMissing(MirrorKeys.SOURCE, "name the directory to back up");
        }
        boolean compare = value(MirrorKeys.COMPARE, text -> Values.oneOf(text, Compare.class), Compare.DESTINATION)
                == Compare.DESTINATION;
        var destination = destination(type, compare);
        var marker = value(MirrorKeys.MARKER, Values::pathBelow);
        var filters = new FilterReader(entries, reader);
        var include = filters.include();
        var exclude = filters.exclude();
        boolean deleteExcluded = value(MirrorKeys.DELETE_EXCLUDED, Values::yesOrNo, false);
        var maxDelete = value(MirrorKeys.MAX_DELETE, Values::maxDelete, MaxDelete.DEFAULT);
        int transfers =
                value(MirrorKeys.TRANSFERS, text -> Values.number(text, 1, 1000), MirrorSettings.defaultTransfers());
        boolean hardLinks = value(MirrorKeys.HARD_LINKS, Values::yesOrNo, false);
        if (source == null) {
            return null;
        }
        return new MirrorSettings(
                name,
                source,
                destination,
                compare,
                include,
                exclude,
                deleteExcluded,
                filters.selection(),
                List.of(),
                maxDelete,
                marker,
                transfers,
                durability,
                stopTimeout,
                hardLinks,
                type.collects() ? Upkeep.DEFAULT : new UpkeepReader(entries, reader).read(type));
    }

    private @Nullable Path destination(JobType type, boolean compare) {
        boolean needed = compare || type.delivers();
        if (!entries.containsKey(MirrorKeys.DESTINATION)) {
            if (needed) {
                addMissing(
                        MirrorKeys.DESTINATION,
                        type.collects()
                                ? "name the directory to put files into"
                                : "name the directory to keep equal to the source");
            }
            return null;
        }
        return value(MirrorKeys.DESTINATION, text -> {
            if (!Values.isUri(text)) {
                return path(text);
            }
            if (needed) {
                throw new IllegalArgumentException("= " + text
                        + " looks like an endpoint's URI, and this version"
                        + " delivers to directories. A job type of your own with compare = catalog delivers anywhere"
                        + " (docs/configuration.md); a directory of that name is written ./" + text + ".");
            }
            return null;
        });
    }

    private Path path(String text) {
        return Values.path(text, reader.base());
    }

    /** A job without a schedule polls, whether or not it says how often. */
    private Map<String, String> collectParameters(JobType type, CollectSettings collect) {
        var parameters = new HashMap<>(parameters(type, collect.trees()));
        if (collect.poll() != null && type.parameters().contains(CollectKeys.POLL)) {
            parameters.put(CollectKeys.POLL, collect.poll().toSeconds() + "s");
        }
        return Map.copyOf(parameters);
    }

    private Map<String, String> parameters(JobType type, @Nullable MirrorSettings mirror) {
        var parameters = new HashMap<String, String>();
        for (var key : type.parameters()) {
            if (mirror != null
                    && key.equals(MirrorKeys.WATCH)
                    && !mirror.upkeep().watching()) {
                continue;
            }
            var entry = entries.get(key);
            var value = entry == null ? null : reader.parse(entry, text -> parameter(key, text, mirror));
            if (value != null) {
                parameters.put(key, value);
            }
        }
        return Map.copyOf(parameters);
    }

    /** A value as a route is given it; paths that Saddlebag knows as such are absolute. */
    private String parameter(String key, String text, @Nullable MirrorSettings mirror) {
        if (key.equals(ScheduleKeys.SCHEDULE)
                || key.equals(ScheduleKeys.VERIFY_SCHEDULE)
                || key.equals(ScheduleKeys.TIME_ZONE)) {
            return text;
        }
        if (text.contains(")&") || text.contains("{{")) {
            throw new IllegalArgumentException("= " + text + " holds )& or {{, which a route cannot be given.");
        }
        if (mirror != null && key.equals(MirrorKeys.SOURCE)) {
            return mirror.source().toString();
        }
        if (mirror != null && key.equals(MirrorKeys.DESTINATION) && mirror.destination() != null) {
            return mirror.destination().toString();
        }
        return text;
    }

    private <T> T value(String key, Function<String, T> parser, T fallback) {
        var value = value(key, parser);
        return value == null ? fallback : value;
    }

    private <T> @Nullable T value(String key, Function<String, T> parser) {
        var entry = entries.get(key);
        return entry == null ? null : reader.parse(entry, parser);
    }

    private void addMissing(String key, String why) {
        reader.addProblem(
                first, "belongs to a job without " + key + ". Set job." + name + "." + key + ": " + why + ".");
    }

    private enum Compare {
        DESTINATION,
        CATALOG;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
