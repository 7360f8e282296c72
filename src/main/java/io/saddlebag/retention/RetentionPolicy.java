package io.saddlebag.retention;

import io.saddlebag.model.SnapshotId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which snapshots of a store are kept, and why. It knows neither files nor a clock: equal inputs have equal decisions.
 *
 * <p>A snapshot is kept that any rule keeps. The rules mean what they mean for {@code borg prune} since 1.2: what a rule keeps,
 * no later rule of periods counts, and such a rule that does not come to its number keeps the oldest snapshot, too. As with
 * {@code restic forget}, {@code keep-last} and its like count whatever other rules keep. Whatever the rules say, these are kept:
 *
 * <ul>
 *   <li>every snapshot, if there are no rules;
 *   <li>what a kept one needs, by its {@link Candidate#base}, its base's base and so on;
 *   <li>the newest that has all it needs, and the newest such for which everything could be read;
 *   <li>what started after now, and what lacks something that it needs. Rules do not count these: no good snapshot has to go
 *       for one that a wrong clock dates, or that cannot be restored.
 * </ul>
 *
 * <p><b>Order and time.</b> Which of two is newer is said by their sequence, not by the clock; two of one second are no special
 * case. Which period one belongs to is said by its start in the policy's time zone. So where the clock was set back, a period
 * counts once, with the last snapshot that was taken in it. Days, weeks, months and years are those of the calendar, however
 * long; the hour that comes twice in autumn is two hours; {@code keep-within} counts 24 hours for a day, its end included.
 *
 * <p><b>Kinds.</b> The newest of a period is kept whatever its kind, with what it needs. A partial snapshot counts like any other.
 *
 * @param rules what to keep; one of each key at most
 * @param zone where midnight is
 */
public record RetentionPolicy(List<KeepRule> rules, ZoneId zone) {

    /** Puts the rules in the order in which they are applied, and refuses two of one key. */
    public RetentionPolicy {
        rules = rules.stream()
                .sorted(Comparator.comparingInt(rule -> KeepRule.KEYS.indexOf(rule.key())))
                .toList();
        Set<String> keys = new HashSet<>();
        for (var rule : rules) {
            if (!keys.add(rule.key())) {
                throw new IllegalArgumentException(rule.key() + " is said twice");
            }
        }
    }

    /**
     * Decides on all snapshots of a store, given in any order. Those whose manifest cannot be read are not among them, and so
     * are missing to what builds on them.
     *
     * @return one decision for each, in the order in which they were taken. Whoever removes what is not kept begins at the end: a
     *     snapshot then goes after those that build on it
     */
    public List<Decision> decide(Collection<Candidate> snapshots, Instant now) {
        return decide(snapshots, Map.of(), now);
    }

    /**
     * The same where there are other reasons to keep some. These count for the rules like any other.
     *
     * @param pinned what is kept in any case, and why
     */
    public List<Decision> decide(
            Collection<Candidate> snapshots, Map<SnapshotId, ? extends KeepReason> pinned, Instant now) {
        var newestFirst = snapshots.stream().sorted(Candidate.ORDER.reversed()).toList();
        var chains = new Chains(newestFirst);
        var counting = newestFirst.stream()
                .filter(snapshot -> !snapshot.started().isAfter(now))
                .filter(snapshot -> chains.gap(snapshot).isEmpty())
                .toList();
        var selection = new Selection(counting, now, zone);
        keepWhatRulesDoNotCount(newestFirst, chains, selection, now);
        applyRules(selection);
        keepPinned(newestFirst, pinned, selection);
        keepNewest(chains, selection);
        keepBases(newestFirst, chains, selection);
        return snapshots.stream()
                .sorted(Candidate.ORDER)
                .map(selection::decision)
                .toList();
    }

    private static void keepWhatRulesDoNotCount(
            List<Candidate> snapshots, Chains chains, Selection selection, Instant now) {
        for (var snapshot : snapshots) {
            if (snapshot.started().isAfter(now)) {
                selection.keep(snapshot, new KeepReason.InFuture());
            }
            chains.gap(snapshot).ifPresent(gap -> selection.keep(snapshot, new KeepReason.BrokenChain(gap)));
        }
    }

    private void applyRules(Selection selection) {
        rules.forEach(rule -> rule.applyTo(selection));
        if (rules.isEmpty()) {
            selection.newestFirst().forEach(snapshot -> selection.keep(snapshot, new KeepReason.NoRules()));
        }
    }

    private static void keepPinned(
            List<Candidate> snapshots, Map<SnapshotId, ? extends KeepReason> pinned, Selection selection) {
        for (var snapshot : snapshots) {
            var reason = pinned.get(snapshot.id());
            if (reason != null) {
                selection.keep(snapshot, reason);
            }
        }
    }

    private static void keepNewest(Chains chains, Selection selection) {
        var complete = chains.newest(Candidate::complete);
        complete.ifPresent(snapshot -> selection.keep(snapshot, new KeepReason.NewestComplete()));
        chains.newest(snapshot -> true)
                .filter(snapshot -> !snapshot.complete())
                .ifPresent(snapshot -> selection.keep(snapshot, new KeepReason.NewestPartial()));
    }

    private static void keepBases(List<Candidate> snapshots, Chains chains, Selection selection) {
        Set<SnapshotId> kept = chains.withBases(selection::keeps);
        for (var snapshot : snapshots) {
            var dependents = chains.dependents(snapshot).stream()
                    .map(Candidate::id)
                    .filter(kept::contains)
                    .toList();
            if (!dependents.isEmpty()) {
                selection.keep(snapshot, new KeepReason.BaseOf(dependents.get(0), dependents.size() - 1));
            }
        }
    }
}
