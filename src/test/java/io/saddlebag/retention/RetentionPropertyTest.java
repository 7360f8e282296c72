package io.saddlebag.retention;

import static io.saddlebag.retention.RandomStores.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.saddlebag.model.SnapshotId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every store, also for one whose clock jumped and whose bases are gone, and for every policy. */
class RetentionPropertyTest {

    private static final String SEED = "20261121";

    @Property(seed = SEED)
    void keepsWhatAKeptOneNeeds(@ForAll("stores") List<Candidate> store, @ForAll("policies") RetentionPolicy policy) {
        var kept = kept(policy, store);

        assertThat(store)
                .filteredOn(one -> kept.contains(one.id()))
                .allSatisfy(one -> assertThat(kept).containsAll(present(chain(one, store), store)));
    }

    @Property(seed = SEED)
    void keepsNoLessWithOneMoreRuleOrAHigherCount(
            @ForAll("stores") List<Candidate> store,
            @ForAll("policies") RetentionPolicy policy,
            @ForAll("rules") KeepRule rule) {
        assertThat(kept(strengthened(policy, rule), store)).containsAll(kept(policy, store));
    }

    @Property(seed = SEED)
    void keepsTheNewestThatCanBeRestored(
            @ForAll("stores") List<Candidate> store, @ForAll("policies") RetentionPolicy policy) {
        assertThat(kept(policy, store))
                .containsAll(newestChain(store, one -> true))
                .containsAll(newestChain(store, Candidate::complete));
    }

    @Property(seed = SEED)
    void decidesTheSameInWhateverOrderTheSnapshotsAreGiven(
            @ForAll("stores") List<Candidate> store, @ForAll("policies") RetentionPolicy policy, @ForAll long seed) {
        var shuffled = new ArrayList<>(store);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(policy.decide(shuffled, NOW)).isEqualTo(policy.decide(store, NOW));
    }

    @Property(seed = SEED)
    void removesNothingTheSecondTime(
            @ForAll("stores") List<Candidate> store, @ForAll("policies") RetentionPolicy policy) {
        var kept = kept(policy, store);
        var pruned = store.stream().filter(one -> kept.contains(one.id())).toList();

        assertThat(kept(policy, pruned)).isEqualTo(kept);
    }

    @Property(seed = SEED)
    void removesNothingThatStartedInTheFutureOrCannotBeRestored(
            @ForAll("stores") List<Candidate> store, @ForAll("policies") RetentionPolicy policy) {
        var kept = kept(policy, store);

        assertThat(store)
                .filteredOn(one -> !kept.contains(one.id()))
                .allMatch(one -> !one.started().isAfter(NOW) && canBeRestored(one, store));
    }

    @Property(seed = SEED)
    void removesNothingForOneThatCannotBeRestored(
            @ForAll("stores") List<Candidate> store, @ForAll("policies") RetentionPolicy policy) {
        var whole = store.stream().filter(one -> canBeRestored(one, store)).toList();

        assertThat(kept(policy, store)).containsAll(kept(policy, whole));
    }

    @Provide
    Arbitrary<List<Candidate>> stores() {
        return RandomStores.stores();
    }

    @Provide
    Arbitrary<RetentionPolicy> policies() {
        return RandomStores.policies();
    }

    @Provide
    Arbitrary<KeepRule> rules() {
        return RandomStores.rules();
    }

    private static Set<SnapshotId> kept(RetentionPolicy policy, List<Candidate> store) {
        return policy.decide(store, NOW).stream()
                .filter(Decision::kept)
                .map(decision -> decision.snapshot().id())
                .collect(Collectors.toSet());
    }

    /** The policy with one more rule, or with the stronger one of two of the same key. */
    private static RetentionPolicy strengthened(RetentionPolicy policy, KeepRule rule) {
        var rules = Stream.concat(policy.rules().stream(), Stream.of(rule))
                .collect(Collectors.groupingBy(KeepRule::key))
                .values()
                .stream()
                .map(same -> Collections.max(same, Comparator.comparingLong(RetentionPropertyTest::strength)))
                .toList();
        return new RetentionPolicy(rules, policy.zone());
    }

    private static long strength(KeepRule rule) {
        if (rule instanceof KeepRule.Within within) {
            return within.age().toHours();
        }
        if (rule instanceof KeepRule.Last last) {
            return last.count();
        }
        if (rule instanceof KeepRule.LastOfKind last) {
            return last.count();
        }
        return ((KeepRule.NewestOfEach) rule).count();
    }

    private static Set<SnapshotId> newestChain(List<Candidate> store, Predicate<Candidate> condition) {
        return store.stream()
                .filter(condition)
                .filter(one -> canBeRestored(one, store))
                .max(Comparator.comparingLong(Candidate::sequence))
                .map(one -> chain(one, store))
                .orElse(Set.of());
    }

    private static boolean canBeRestored(Candidate snapshot, List<Candidate> store) {
        var chain = chain(snapshot, store);
        return present(chain, store).equals(chain)
                && store.stream().anyMatch(one -> chain.contains(one.id()) && one.base() == null);
    }

    /** The ids of a snapshot, its base and so on, down to one without a base, one that is missing, or one that came before. */
    private static Set<SnapshotId> chain(Candidate snapshot, List<Candidate> store) {
        Set<SnapshotId> chain = new HashSet<>();
        var next = snapshot.id();
        while (next != null && chain.add(next)) {
            var id = next;
            next = store.stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .map(Candidate::base)
                    .orElse(null);
        }
        return chain;
    }

    private static Set<SnapshotId> present(Set<SnapshotId> ids, List<Candidate> store) {
        return store.stream().map(Candidate::id).filter(ids::contains).collect(Collectors.toSet());
    }
}
