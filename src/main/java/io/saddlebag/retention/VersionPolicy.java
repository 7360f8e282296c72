package io.saddlebag.retention;

import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of one path of a mirror are kept: those that any rule keeps. It knows neither files nor a clock. A version is as
 * old as the moment at which it went. Those that went after now are kept and not counted.
 *
 * @param age keeps what went no longer ago; null for no such rule
 * @param last keeps so many that went last; 0 for no such rule
 */
public record VersionPolicy(@Nullable Duration age, int last) {

    /** Refuses what keeps nothing. */
    public VersionPolicy {
        if (rules(age, last).isEmpty()) {
            throw new IllegalArgumentException("a policy without rules");
        }
    }

    private static List<KeepRule> rules(@Nullable Duration age, int last) {
        var rules = new ArrayList<KeepRule>();
        if (age != null) {
            rules.add(new KeepRule.Within(age));
        }
        if (last != 0) {
            rules.add(new KeepRule.Last(last));
        }
        return rules;
    }

    /**
     * Decides on the versions of one path.
     *
     * @param went when each went, in any order
     * @return those of them that are kept
     */
    public Set<Instant> kept(Set<Instant> went, Instant now) {
        var kept = new HashSet<Instant>();
        var counting = new ArrayList<Candidate>();
        long sequence = 0;
        for (var time : went.stream().sorted().toList()) {
            if (time.isAfter(now)) {
                kept.add(time);
            } else {
                counting.add(0, candidate(sequence++, time));
            }
        }
        var selection = new Selection(counting, now, ZoneOffset.UTC);
        rules(age, last).forEach(rule -> rule.applyTo(selection));
        counting.stream().filter(selection::keeps).map(Candidate::started).forEach(kept::add);
        return kept;
    }

    /** What the rules tell versions apart by is their place; as snapshots they would stand alone. */
    private static Candidate candidate(long place, Instant went) {
        var id = new SnapshotId(Instant.ofEpochSecond(place), SnapshotKind.FULL);
        return new Candidate(id, place, went, null, true);
    }
}
