package io.saddlebag.retention;

import io.saddlebag.model.SnapshotId;
import io.saddlebag.model.SnapshotKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Stores whose clocks jumped now and then, whose chains have holes, and policies for them. */
final class RandomStores {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private RandomStores() {}

    /**
     * A snapshot before it has a name.
     *
     * @param minutes how much later than the one before it began
     * @param back which one before it is its base; it may be itself or the next
     * @param lost whether somebody has deleted it
     */
    private record Draft(SnapshotKind kind, long minutes, int back, boolean complete, boolean lost) {}

    static Arbitrary<List<Candidate>> stores() {
        var minutes = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.longs().between(0, 3_000)),
                Tuple.of(2, Arbitraries.longs().between(0, 300_000)),
                Tuple.of(1, Arbitraries.longs().between(-300_000, 0)));
        var back = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.just(1)),
                Tuple.of(5, Arbitraries.integers().between(2, 5)),
                Tuple.of(1, Arbitraries.integers().between(-1, 0)));
        var complete = Arbitraries.of(true, true, true, false);
        var lost = Arbitraries.frequency(Tuple.of(30, false), Tuple.of(1, true));
        return Combinators.combine(Arbitraries.of(SnapshotKind.class), minutes, back, complete, lost)
                .as(Draft::new)
                .list()
                .ofMaxSize(40)
                .map(RandomStores::store);
    }

    static Arbitrary<RetentionPolicy> policies() {
        var zones = Arbitraries.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe");
        return Combinators.combine(
                        rules().list().ofMinSize(1).ofMaxSize(5).uniqueElements(KeepRule::key), zones.map(ZoneId::of))
                .as(RetentionPolicy::new);
    }

    static Arbitrary<KeepRule> rules() {
        Arbitrary<KeepRule> within =
                Arbitraries.integers().between(1, 900).map(hours -> new KeepRule.Within(Duration.ofHours(hours)));
        Arbitrary<KeepRule> counting = Combinators.combine(
                        Arbitraries.of(Rules.counting()), Arbitraries.integers().between(1, 8))
                .as(Rules.Counting::of);
        return Arbitraries.frequencyOf(Tuple.of(1, within), Tuple.of(6, counting));
    }

    private static List<Candidate> store(List<Draft> drafts) {
        var ids = ids(drafts);
        var store = new ArrayList<Candidate>();
        for (int i = 0; i < drafts.size(); i++) {
            var draft = drafts.get(i);
            var id = ids.get(i);
            if (!draft.lost()) {
                store.add(new Candidate(id, i, id.start(), base(draft, i - draft.back(), ids), draft.complete()));
            }
        }
        return store;
    }

    /** The last one begins within the hour before now, as far as the clock did not jump. */
    private static List<SnapshotId> ids(List<Draft> drafts) {
        var time = NOW.minus(Duration.ofMinutes(
                30 + drafts.stream().mapToLong(Draft::minutes).sum()));
        var ids = new LinkedHashSet<SnapshotId>();
        for (var draft : drafts) {
            time = time.plus(Duration.ofMinutes(draft.minutes()));
            while (!ids.add(SnapshotId.at(time, draft.kind()))) {
                time = time.plusSeconds(1);
            }
        }
        return List.copyOf(ids);
    }

    private static @Nullable SnapshotId base(Draft draft, int index, List<SnapshotId> ids) {
        boolean needed = draft.kind() != SnapshotKind.FULL || draft.back() == 5;
        return needed && index >= 0 && index < ids.size() ? ids.get(index) : null;
    }
}
