package io.saddlebag.retention;

import io.saddlebag.archive.DamagedException;
import io.saddlebag.archive.SnapshotStore;
import io.saddlebag.archive.Snapshots;
import io.saddlebag.archive.StoreWriter;
import io.saddlebag.model.DisplayPath;
import io.saddlebag.model.ManifestHeader;
import io.saddlebag.model.Outcome;
import io.saddlebag.model.SaddlebagException;
import io.saddlebag.model.SnapshotId;
import io.saddlebag.store.Destination;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Removes the snapshots of one job's store that its policy does not keep, and nothing else: what is not named and built like a
 * snapshot, what cannot be read and what others of the store may need stays. Where it ends early, every snapshot that is left can
 * be restored as before, and the next one goes on. To carry it out, the caller holds the locks of the job, its verifications and the
 * store.
 */
public final class Prune {

    private final Destination destination;
    private final String job;
    private final RetentionPolicy policy;
    private final JobRecord record;

    /** A prune of the store at a destination, which has to be the job's. */
    public Prune(Destination destination, String job, RetentionPolicy policy, JobRecord record) {
        this.destination = destination;
        this.job = job;
        this.policy = policy;
        this.record = record;
    }

    /** Removes what interrupted runs and prunes left. */
    public void removeLeftovers() throws IOException {
        if (store().isPresent()) {
            new StoreWriter(destination).removeLeftovers();
        }
    }

    private Optional<SnapshotStore> store() throws IOException {
        var store = SnapshotStore.find(destination);
        if (store.isPresent() && !store.get().job().equals(job)) {
            throw new SaddlebagException("the destination " + destination.name() + " holds the snapshots of the job "
                    + store.get().job() + ". Nothing was removed; if the job was renamed, run \"saddlebag backup "
                    + "--new-destination " + job + "\" once");
        }
        return store;
    }

    /**
     * Says what is to be removed and why the rest is kept; it changes nothing.
     *
     * @throws SaddlebagException when the store is another job's, or not there
     */
    public PrunePlan plan(Instant now) throws IOException {
        var rules = new FreezeRules(record);
        var known = rules.ofRecord();
        var store = store();
        if (store.isEmpty()) {
            if (known.isEmpty()) {
                SnapshotStore.open(destination);
            }
            return PrunePlan.unseen(known);
        }
        return plan(new Inventory(store.get()), rules, known, now);
    }

    private PrunePlan plan(Inventory inventory, FreezeRules rules, List<FreezeReason> known, Instant now)
            throws IOException {
        inventory.lookThrough();
        var decisions = inventory.decide(now);
        while (inventory.losesTheNewest(decisions)) {
            decisions = inventory.decide(now);
        }
        var headers = inventory.snapshots.headers();
        known.addAll(rules.ofStore(headers, inventory.unreadable(), inventory.missing(), now));
        var byId = headers.stream().collect(Collectors.toMap(ManifestHeader::id, header -> header));
        return new PrunePlan(decisions, inventory.unreadable(), policy.rules().isEmpty() ? List.of() : known, byId);
    }

    /**
     * Removes what a plan says that was made under the same locks, each snapshot before what it builds on.
     *
     * @param stopped asked before each
     * @param removed told of each
     */
    public void carryOut(PrunePlan plan, BooleanSupplier stopped, Consumer<ManifestHeader> removed) throws IOException {
        var writer = new StoreWriter(destination);
        for (var header : plan.removals()) {
            if (stopped.getAsBoolean()) {
                throw new SaddlebagException(Outcome.INTERRUPTED, "stopped; the next prune goes on");
            }
            writer.remove(header.id());
            removed.accept(header);
        }
    }

    /** What a store has, and what of it can be restored. */
    private final class Inventory {

        private final SnapshotStore store;
        private final Map<SnapshotId, KeepReason> pins = new HashMap<>();
        private Snapshots snapshots = new Snapshots(List.of(), List.of());
        private List<SnapshotId> lost = List.of();

        Inventory(SnapshotStore store) {
            this.store = store;
        }

        void lookThrough() throws IOException {
            snapshots = store.snapshots();
            lost = store.lost();
            for (var header : snapshots.headers()) {
                var complaint = store.complaint(header);
                if (complaint.isPresent()) {
                    snapshots = snapshots.without(header, complaint.get());
                }
                var strangers = store.strangers(header.id());
                if (!strangers.isEmpty()) {
                    var first = DisplayPath.of(strangers.get(0).getFileName());
                    pins.put(header.id(), new KeepReason.HoldsOther(first, strangers.size() - 1));
                }
            }
        }

        List<Decision> decide(Instant now) {
            unreadable().keySet().forEach(this::pinWhatMayBeNeededBy);
            missing().keySet().forEach(this::pinWhatMayBeNeededBy);
            var candidates = snapshots.headers().stream().map(Candidate::of).toList();
            return policy.decide(candidates, pins, now);
        }

        /** One is built on the newest or the newest full that there was; what these need is kept with them. */
        private void pinWhatMayBeNeededBy(SnapshotId id) {
            pinNewestBefore(id, header -> true);
            pinNewestBefore(id, header -> header.id().equals(header.full()));
        }

        private void pinNewestBefore(SnapshotId id, Predicate<ManifestHeader> condition) {
            snapshots.headers().stream()
                    .filter(header -> header.id().start().isBefore(id.start()))
                    .filter(condition)
                    .reduce((earlier, later) -> later)
                    .ifPresent(header -> pins.putIfAbsent(header.id(), new KeepReason.MayBeNeeded(id)));
        }

        /** Whether one of those that nothing may be removed without turned out to be damaged; it is none of them then. */
        boolean losesTheNewest(List<Decision> decisions) throws IOException {
            if (decisions.stream().allMatch(Decision::kept)) {
                return false;
            }
            for (var decision : decisions) {
                if (decision.reasons().stream().anyMatch(Inventory::isNewest) && loses(decision.snapshot())) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isNewest(KeepReason reason) {
            return reason instanceof KeepReason.NewestComplete || reason instanceof KeepReason.NewestPartial;
        }

        private boolean loses(Candidate newest) throws IOException {
            try {
                store.requireWhole(newest.id());
                return false;
            } catch (DamagedException e) {
                var header = snapshots.find(newest.id()).orElseThrow();
                snapshots = snapshots.without(header, "its manifest is damaged: " + e.getMessage());
                return true;
            }
        }

        Map<SnapshotId, String> unreadable() {
            var unreadable = new TreeMap<SnapshotId, String>();
            snapshots.damaged().forEach(damaged -> unreadable.put(damaged.id(), damaged.message()));
            lost.forEach(
                    id -> unreadable.put(id, "its manifest is missing; if it is none of Saddlebag's, move it away"));
            return unreadable;
        }

        /** What is not there at all, each with the last one that builds on it. */
        Map<SnapshotId, SnapshotId> missing() {
            var known = new HashSet<>(unreadable().keySet());
            snapshots.headers().forEach(header -> known.add(header.id()));
            var missing = new TreeMap<SnapshotId, SnapshotId>();
            for (var header : snapshots.headers()) {
                var base = header.base();
                if (base != null && !known.contains(base)) {
                    missing.put(base, header.id());
                }
            }
            return missing;
        }
    }
}
