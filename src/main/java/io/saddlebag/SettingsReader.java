package io.saddlebag;

import io.saddlebag.mirror.Durability;
import io.saddlebag.mirror.MirrorSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a properties file into settings. One reader reads one file once. */
final class SettingsReader {

    private static final String HOME_VARIABLE = "SADDLEBAG_HOME";

    private final Path path;
    private final Path base;
    private final Environment environment;
    private final Path shippedRoutes;
    private final Problems problems = new Problems();
    private final Map<String, PropertiesFile.Entry> globals = new LinkedHashMap<>();
    private final Map<String, Map<String, PropertiesFile.Entry>> jobs = new LinkedHashMap<>();
    private final Map<String, String> camel = new LinkedHashMap<>();

    SettingsReader(Path path, Environment environment, Path shippedRoutes) {
        this.path = path;
        this.base = path.toAbsolutePath().normalize().resolveSibling("");
        this.environment = environment;
        this.shippedRoutes = shippedRoutes;
    }

    Settings read() {
        var unknown = sort(PropertiesFile.read(path, problems));
        var home = home();
        var types = JobTypes.read(shippedRoutes, global(GlobalKeys.ROUTES, this::directory));
        var durability = global(GlobalKeys.DURABILITY, text -> Values.oneOf(text, Durability.class), Durability.RUN);
        var stopTimeout = global(GlobalKeys.STOP_TIMEOUT, Values::duration, MirrorSettings.DEFAULT_STOP_TIMEOUT);
        var alerts = new AlertReader(this).read();
        var messaging = messaging();
        unknown.forEach(entry -> addUnknown(entry, types));
        var read = new ArrayList<JobSettings>();
        for (var job : jobs.entrySet()) {
            new JobReader(job.getKey(), job.getValue(), this, types, durability, stopTimeout)
                    .read()
                    .ifPresent(read::add);
        }
        problems.throwIfAny();
        var guarded = guard(read, home);
        problems.throwIfAny();
        return new Settings(home, types, durability, stopTimeout, alerts, messaging, guarded, Map.copyOf(camel));
    }

    /** The directory that relative paths are relative to. */
    Path base() {
        return base;
    }

    void addProblem(PropertiesFile.Entry entry, String continuation) {
        problems.add(path, entry.line(), entry.key() + " " + continuation);
    }

    /** An entry's value as what it means; null after a problem was added. */
    <T> @Nullable T parse(PropertiesFile.Entry entry, Function<String, T> parser) {
        try {
            return parser.apply(environment.resolve(entry.value()));
        } catch (IllegalArgumentException e) {
            addProblem(entry, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Puts each entry where it belongs and returns those that belong nowhere. */
    private List<PropertiesFile.Entry> sort(PropertiesFile file) {
        var unknown = new ArrayList<PropertiesFile.Entry>();
        for (var entry : file.entries()) {
            var parts = entry.key().split("\\.", 3);
            if (parts[0].equals("camel")) {
                addCamel(entry);
            } else if (GlobalKeys.ALL.contains(entry.key())) {
                globals.put(entry.key(), entry);
            } else if (parts[0].equals("job") && parts.length == 3) {
                jobs.computeIfAbsent(parts[1], name -> new LinkedHashMap<>()).put(parts[2], entry);
            } else {
                unknown.add(entry);
            }
        }
        if (jobs.isEmpty()) {
            problems.add(
                    path,
                    1,
                    "no job is configured. Write job.NAME.type = mirror, job.NAME.source = PATH and"
                            + " job.NAME.destination = PATH.");
        }
        return unknown;
    }

    private void addCamel(PropertiesFile.Entry entry) {
        var plain = entry.key().replace("-", "").toLowerCase(Locale.ROOT);
        if (plain.equals("camel.main.routesreloadenabled") && entry.value().equalsIgnoreCase("true")) {
            addProblem(
                    entry,
                    "= true would silently remove the routes of all jobs. Remove it, and restart after a change.");
        }
        if (!CamelKeys.isKnown(entry.key())) {
            addProblem(entry, "is not a key of Apache Camel." + CamelKeys.hint(entry.key()));
        }
        camel.put(entry.key(), entry.value());
    }

    private void addUnknown(PropertiesFile.Entry entry, JobTypes types) {
        addProblem(
                entry,
                "is not a key." + Nearest.hint(entry.key(), knownKeys(types))
                        + " All keys are in docs/configuration.md.");
    }

    private Set<String> knownKeys(JobTypes types) {
        var known = new LinkedHashSet<>(GlobalKeys.ALL);
        for (var job : jobs.keySet()) {
            for (var type : types.names()) {
                var found = types.find(type);
                if (found != null) {
                    found.keys().forEach(key -> known.add("job." + job + "." + key));
                }
            }
        }
        return known;
    }

    private Path home() {
        var overriding = environment.get(HOME_VARIABLE);
        if (overriding != null) {
            return Path.of(overriding).toAbsolutePath().normalize();
        }
        return global(GlobalKeys.HOME, text -> Values.path(text, base), base.resolve("var"));
    }

    private Path directory(String text) {
        var directory = Values.path(text, base);
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("= " + directory + " is not a directory. Create it, or remove the key.");
        }
        return directory;
    }

    /** What a key means that concerns the whole program; the fallback where it is not set, or wrong. */
    <T> T global(String key, Function<String, T> parser, T fallback) {
        var value = global(key, parser);
        return value == null ? fallback : value;
    }

    private <T> @Nullable T global(String key, Function<String, T> parser) {
        var entry = globals.get(key);
        return entry == null ? null : parse(entry, parser);
    }

    private Messaging messaging() {
        var retry = global(MailKeys.RETRY, SettingsReader::retry, Messaging.DEFAULT_RETRY);
        var heartbeats = new HashMap<String, URI>();
        jobs.forEach((job, entries) -> {
            var entry = entries.get(MailKeys.HEARTBEAT);
            var url = entry == null ? null : parse(entry, Heartbeat::parse);
            if (url != null) {
                heartbeats.put(job, url);
            }
        });
        return new Messaging(new MailReader(globals, this).read(), retry, heartbeats);
    }

    private static Duration retry(String text) {
        var retry = Values.duration(text);
        if (retry.isZero()) {
            throw new IllegalArgumentException("= " + text + " would try without a pause. Write 1s or more.");
        }
        return retry;
    }

    private List<JobSettings> guard(List<JobSettings> read, Path home) {
        return Overlaps.resolve(
                read,
                home,
                (job, pattern) -> "job." + job + ".exclude = " + pattern,
                (job, sentence) -> addProblem(entry(job, MirrorKeys.DESTINATION, MirrorKeys.SOURCE), sentence));
    }

    private PropertiesFile.Entry entry(String job, String... keys) {
        var entries = jobs.getOrDefault(job, Map.of());
        for (var key : keys) {
            if (entries.get(key) != null) {
                return entries.get(key);
            }
        }
        return entries.values().iterator().next();
    }
}
