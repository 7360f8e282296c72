package io.saddlebag.versions;

import io.saddlebag.model.Entry;
import io.saddlebag.retention.VersionPolicy;
import io.saddlebag.versions.JournalLine.Was;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a policy leaves of a directory's history. Of a name a line takes the place of the newest that went; of those of which
 * nothing is left one line does for all, with the newest of their times.
 */
final class Remaining {

    private final VersionPolicy policy;
    private final Instant now;
    private final List<JournalLine> lines = new ArrayList<>();
    private final Map<Path, Set<VersionName>> versions = new HashMap<>();
    private Instant knownSince = Instant.MIN;
    private boolean less;

    private Remaining(VersionPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    static Remaining of(History history, VersionPolicy policy, Instant now) {
        var remaining = new Remaining(policy, now);
        remaining.knownSince = history.knownSince();
        remaining.addOwn(history);
        history.names().forEach(name -> remaining.add(name, history));
        if (remaining.knownSince.isAfter(Instant.MIN)) {
            remaining.lines.add(JournalLine.expired(remaining.knownSince, JournalLine.SELF));
        }
        remaining.lines.sort(Comparator.comparing(JournalLine::time));
        return remaining;
    }

    private void addOwn(History history) {
        var own = history.lines(JournalLine.SELF).stream()
                .filter(line -> line.was() == Was.ATTRIBUTES)
                .toList();
        var kept = policy.kept(times(own), now);
        own.forEach(line -> keepIf(kept.contains(line.time()), line));
    }

    private boolean keepIf(boolean keep, JournalLine line) {
        less |= !keep;
        if (keep) {
            lines.add(line);
        }
        return keep;
    }

    private static Set<Instant> times(List<JournalLine> lines) {
        return lines.stream().map(JournalLine::time).collect(Collectors.toSet());
    }

    private void add(Path name, History history) {
        var all = new ArrayList<>(history.lines(name));
        less |= all.removeIf(history::isVoid);
        var contents = all.stream().filter(line -> line.was() == Was.CONTENT).toList();
        var keptContents = policy.kept(went(contents), now);
        var oldest = keptContents.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
        var others = all.stream().filter(Remaining::isChange).toList();
        var keptOthers = policy.kept(times(others), now);
        Instant dropped = null;
        boolean any = false;
        for (var line : all) {
            var time = line.time();
            boolean keep = line.was() == Was.CONTENT
                    ? keptContents.contains(went(line))
                    : isChange(line) && (keptOthers.contains(time) || !time.isBefore(oldest));
            if (keep) {
                lines.add(line);
                any = true;
                remember(name, line);
            } else {
                less |= line.was() != Was.EXPIRED;
                dropped = later(dropped, time);
            }
        }
        expire(name, dropped, any);
    }

    /** Two that went in one sweep are told apart by their names. */
    private static Set<Instant> went(List<JournalLine> contents) {
        return contents.stream().map(Remaining::went).collect(Collectors.toSet());
    }

    private static Instant went(JournalLine content) {
        return content.version() == null ? content.time() : content.version().time();
    }

    private static boolean isChange(JournalLine line) {
        return line.was() != Was.CONTENT && line.was() != Was.EXPIRED;
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }

    private void remember(Path name, JournalLine line) {
        if (line.version() != null) {
            versions.computeIfAbsent(name, path -> new HashSet<>()).add(line.version());
        }
    }

    private void expire(Path name, @Nullable Instant dropped, boolean anyLeft) {
        if (dropped == null) {
            return;
        }
        if (anyLeft) {
            lines.add(JournalLine.expired(dropped, name));
        } else {
            less = true;
            knownSince = later(knownSince, dropped);
        }
    }

    /** Whether the journal is to be written anew. */
    boolean isLess() {
        return less;
    }

    List<JournalLine> lines() {
        return lines;
    }

    boolean has(Path name, VersionName version) {
        return versions.getOrDefault(name, Set.of()).contains(version);
    }

    /** Whether nothing is known but that nothing is known, of a directory that is not there any more. */
    boolean isNothing(@Nullable Entry directory) {
        boolean there = directory != null && directory.isDirectory();
        return lines.isEmpty() || (!there && lines.stream().allMatch(line -> line.was() == Was.EXPIRED));
    }
}
