package io.saddlebag.versions;

import io.saddlebag.model.Entry;
import io.saddlebag.model.ExtendedAttributes;
import io.saddlebag.model.FileType;
import io.saddlebag.store.Destination;
import io.saddlebag.versions.JournalLine.Attributes;
import io.saddlebag.versions.JournalLine.Was;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the past of one directory. Each line of its journal says what a name was until then, so the first line after a
 * moment tells what the name was at that moment, and where there is none it was what it is now.
 */
public final class History {

    private final Map<Path, List<JournalLine>> lines = new HashMap<>();
    private final Map<Path, Map<VersionName, Entry>> versions;

    private History(List<JournalLine> journal, Map<Path, Map<VersionName, Entry>> versions) {
        this.versions = versions;
        addLost(journal);
        journal.forEach(this::add);
        lines.values().forEach(of -> of.sort(Comparator.comparing(JournalLine::time)));
    }

    private void add(JournalLine line) {
        lines.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line);
    }

    /** Versions whose lines were lost, as a power failure can do, tell by their names when they went. */
    private void addLost(List<JournalLine> journal) {
        var told = new HashMap<Path, Set<VersionName>>();
        for (var line : journal) {
            if (line.version() != null) {
                told.computeIfAbsent(line.name(), name -> new HashSet<>()).add(line.version());
            }
        }
        versions.forEach((name, entries) -> entries.keySet().stream()
                .filter(version -> !told.getOrDefault(name, Set.of()).contains(version))
                .sorted(Comparator.comparing(VersionName::time))
                .forEach(version -> add(JournalLine.content(version.time(), name, version))));
    }

    /** Reads what is known of a directory of the mirror. */
    public static History read(Destination destination, Path directory) throws IOException {
        if (destination.stat(VersionPaths.of(directory)) == null) {
            return new History(List.of(), Map.of());
        }
        return new History(new Journal(destination).read(directory), versions(destination, directory));
    }

    private static Map<Path, Map<VersionName, Entry>> versions(Destination destination, Path directory)
            throws IOException {
        var holders = VersionPaths.holders(directory);
        var found = new HashMap<Path, Map<VersionName, Entry>>();
        if (destination.stat(holders) != null) {
            for (var holder : destination.list(holders)) {
                if (holder.isDirectory()) {
                    found.put(holder.path().getFileName(), versionsIn(destination, holder.path()));
                }
            }
        }
        return found;
    }

    /** The versions that a directory of versions holds. */
    static Map<VersionName, Entry> versionsIn(Destination destination, Path holder) throws IOException {
        var found = new LinkedHashMap<VersionName, Entry>();
        for (var entry : destination.list(holder)) {
            if (entry.type() == FileType.FILE || entry.type() == FileType.LINK) {
                VersionName.parse(entry.path()).ifPresent(name -> found.put(name, entry));
            }
        }
        return found;
    }

    /** What a name was at a moment. */
    public sealed interface Then {

        /** There was nothing. */
        record Absent() implements Then {}

        /** It was a directory. */
        record Directory() implements Then {}

        /**
         * It was what is there now.
         *
         * @param attributes what else it had for attributes; null for those that it has
         */
        record AsNow(@Nullable Past attributes) implements Then {}

        /**
         * It was a file or link that is kept.
         *
         * @param entry where it is kept, with the attributes that it had
         * @param attributes what else it had for attributes; null for those that the version has
         */
        record Version(Entry entry, @Nullable Past attributes) implements Then {}

        /** It has expired. */
        record Unknown() implements Then {}
    }

    /** Attributes that something had. */
    public static final class Past {

        private final Attributes attributes;

        private Past(Attributes attributes) {
            this.attributes = attributes;
        }

        /** An entry with these. */
        public Entry of(Entry entry) {
            return attributes.of(entry);
        }

        /** The extended ones. */
        public ExtendedAttributes extended() {
            return attributes.extended();
        }
    }

    /** What a name was at a moment. */
    public Then at(Path name, Instant moment) {
        Past attributes = null;
        for (var line : lines.getOrDefault(name, List.of())) {
            if (!line.time().isAfter(moment) || isVoid(line)) {
                continue;
            }
            switch (line.was()) {
                case ABSENT -> {
                    return new Then.Absent();
                }
                case DIRECTORY -> {
                    return new Then.Directory();
                }
                case EXPIRED -> {
                    return new Then.Unknown();
                }
                case CONTENT -> {
                    return new Then.Version(entry(line), attributes);
                }
                case ATTRIBUTES -> attributes = first(attributes, line);
            }
        }
        return new Then.AsNow(attributes);
    }

    private static @Nullable Past first(@Nullable Past known, JournalLine line) {
        return known != null || line.attributes() == null ? known : new Past(line.attributes());
    }

    /** Whether what it tells of did not come to pass. */
    boolean isVoid(JournalLine line) {
        return line.was() == Was.CONTENT && find(line) == null;
    }

    private Entry entry(JournalLine line) {
        return Objects.requireNonNull(find(line));
    }

    private @Nullable Entry find(JournalLine line) {
        return line.version() == null
                ? null
                : versions.getOrDefault(line.name(), Map.of()).get(line.version());
    }

    /** The directory's own attributes at a moment; null for those that it has now. */
    public @Nullable Past attributesAt(Instant moment) {
        for (var line : lines.getOrDefault(JournalLine.SELF, List.of())) {
            if (line.was() == Was.ATTRIBUTES && line.time().isAfter(moment) && line.attributes() != null) {
                return new Past(line.attributes());
            }
        }
        return null;
    }

    /** The names that something is known of. */
    public Set<Path> names() {
        var names = new HashSet<>(lines.keySet());
        names.addAll(versions.keySet());
        names.remove(JournalLine.SELF);
        return names;
    }

    /** Since when it is known what names were that have no lines; the beginning of time where nothing has expired. */
    public Instant knownSince() {
        return lines.getOrDefault(JournalLine.SELF, List.of()).stream()
                .filter(line -> line.was() == Was.EXPIRED)
                .map(JournalLine::time)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** Whether nothing is known. */
    boolean isEmpty() {
        return lines.isEmpty() && versions.isEmpty();
    }

    /** The versions of a name, in no order. */
    public Map<VersionName, Entry> versions(Path name) {
        return versions.getOrDefault(name, Map.of());
    }

    /** The lines of a name, the oldest first. */
    List<JournalLine> lines(Path name) {
        return lines.getOrDefault(name, List.of());
    }
}
