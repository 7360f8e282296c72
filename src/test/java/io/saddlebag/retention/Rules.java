package io.saddlebag.retention;

import io.saddlebag.model.SnapshotKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All rules that count. */
final class Rules {

    private Rules() {}

    /** A rule that still lacks its count. */
    @FunctionalInterface
    interface Counting {

        KeepRule of(int count);
    }

    static List<Counting> counting() {
        var rules = new ArrayList<Counting>();
        rules.add(KeepRule.Last::new);
        Stream.of(SnapshotKind.values())
                .map(kind -> (Counting) count -> new KeepRule.LastOfKind(kind, count))
                .forEach(rules::add);
        Stream.of(Frequency.values())
                .map(frequency -> (Counting) count -> new KeepRule.NewestOfEach(frequency, count))
                .forEach(rules::add);
        return rules;
    }
}
