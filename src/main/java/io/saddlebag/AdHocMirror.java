package io.saddlebag;

import io.saddlebag.alert.AlertSettings;
import io.saddlebag.mirror.MirrorSettings;
import io.saddlebag.model.ConfigurationException;
import io.saddlebag.model.PathBytes;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The settings of {@code saddlebag mirror SOURCE DESTINATION}: one job of the type mirror, with all defaults. */
final class AdHocMirror {

    private static final String TYPE = "mirror";

    private AdHocMirror() {}

    static Path home(Environment environment) {
        var home = environment.get("SADDLEBAG_HOME");
        var directory = home == null ? userHome(environment).resolve(".local/state/saddlebag") : Path.of(home);
        return directory.toAbsolutePath().normalize();
    }

    /** By the environment first: Java asks the system's list of users, which need not know the user of a container. */
    private static Path userHome(Environment environment) {
        return Stream.of(environment.get("HOME"), System.getProperty("user.home"))
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("No directory is known for the catalog and the log, as"
                        + " this user has no home. Name one with the environment variable SADDLEBAG_HOME."));
    }

    static Settings settings(
            Path source, Path destination, MirrorFilters filters, boolean hardLinks, Path home, Path shippedRoutes) {
        var types = JobTypes.read(shippedRoutes, null);
        var type = types.find(TYPE);
        if (type == null) {
            throw new ConfigurationException(
                    shippedRoutes + " holds no " + TYPE + RouteFile.SUFFIX + ". Unpack the distribution again.");
        }
        var mirror = mirror(
                        source.toAbsolutePath().normalize(),
                        destination.toAbsolutePath().normalize(),
                        filters)
                .withHardLinks(hardLinks);
        var job = new JobSettings(mirror.job(), type, mirror, null, Map.of());
        return new Settings(
                home,
                types,
                mirror.durability(),
                mirror.stopTimeout(),
                AlertSettings.defaults(HostName.ofSystem()),
                Messaging.NONE,
                List.of(guarded(job, home)),
                Map.of());
    }

    private static MirrorSettings mirror(Path source, Path destination, MirrorFilters filters) {
        return MirrorSettings.of(name(source, destination), source, destination)
                .withFilters(List.of(), filters.patterns(), false)
                .withSelection(filters.selection());
    }

    private static JobSettings guarded(JobSettings job, Path home) {
        var problems = new ArrayList<String>();
        var jobs = Overlaps.resolve(
                List.of(job),
                home,
                (name, pattern) -> "--exclude " + pattern,
                (name, sentence) -> problems.add("The destination " + sentence.replaceFirst("^= ", "")));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join("\n", problems));
        }
        return jobs.get(0);
    }

    private static String name(Path source, Path destination) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(PathBytes.of(source));
            digest.update((byte) 0);
            digest.update(PathBytes.of(destination));
            return TYPE + "-" + HexFormat.of().formatHex(digest.digest(), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
