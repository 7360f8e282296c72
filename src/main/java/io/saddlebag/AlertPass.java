package io.saddlebag;

import io.saddlebag.alert.AlertPolicy;
import io.saddlebag.alert.Letter;
import io.saddlebag.alert.MessageId;
import io.saddlebag.alert.Outbox;
import io.saddlebag.catalog.Alerts;
import io.saddlebag.catalog.Alerts.Unjudged;
import io.saddlebag.catalog.Alerts.Waiting;
import io.saddlebag.catalog.Catalog;
import io.saddlebag.catalog.Locks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One time of deciding, by whoever holds the lock. First runs are judged, and what comes of it is stored in one transaction. Then,
 * when it is time, all news that wait are sealed into one message, whose id and contents stay the same from then on. Last, sealed
 * messages go to the outbox, in order, and are forgotten here. A crash in between repeats a step and doubles nothing.
 */
final class AlertPass {

    private final AlertPolicy policy;
    private final Duration digest;
    private final AlertFacts facts;
    private final Alerts alerts;
    private final Letter letter;
    private final Outbox outbox;

    AlertPass(Settings settings, Catalog catalog, Locks locks, Outbox outbox) {
        this.policy = new AlertPolicy(settings.alerts());
        this.digest = settings.alerts().digest();
        this.facts = new AlertFacts(settings, catalog, locks);
        this.alerts = catalog.alerts();
        this.letter = new Letter(settings.alerts().host(), ZoneId.systemDefault());
        this.outbox = outbox;
    }

    /**
     * Decides.
     *
     * @param ending whether nothing may wait for more to come
     */
    void run(boolean ending, Instant now) {
        judge(now);
        sealIfDue(ending, now);
        putAway();
    }

    private void judge(Instant now) {
        var before = alerts.open();
        var mine = alerts.unjudged().stream().filter(facts::concerns).toList();
        var ended = mine.stream().map(facts::ended).toList();
        var decision = policy.decide(before, ended, facts.timeliness(now), now);
        if (!mine.isEmpty()
                || !decision.open().equals(before)
                || !decision.news().isEmpty()) {
            alerts.store(mine.stream().map(Unjudged::run).toList(), decision.open(), decision.news());
        }
    }

    private void sealIfDue(boolean ending, Instant now) {
        var loose = alerts.waiting().stream()
                .filter(waiting -> waiting.message() == null)
                .toList();
        if (loose.isEmpty()) {
            return;
        }
        var first = loose.get(0);
        // Also when the clock was put back meanwhile.
        if (ending || Duration.between(first.news().at(), now).abs().compareTo(digest) >= 0) {
            var alert = first.news().alert();
            var kind = alert.kind().name() + (first.news().over() ? "-recovered" : "");
            alerts.seal(MessageId.of(now, first.id(), alert.name(), kind), now);
        }
    }

    private void putAway() {
        sealed().forEach((id, waiting) -> {
            var told = waiting.stream().map(Waiting::news).map(facts::told).toList();
            var created = Objects.requireNonNull(waiting.get(0).sealed());
            outbox.put(letter.write(id, created, told));
            alerts.delivered(id);
        });
    }

    private Map<String, List<Waiting>> sealed() {
        var messages = new LinkedHashMap<String, List<Waiting>>();
        for (var waiting : alerts.waiting()) {
            var message = waiting.message();
            if (message != null) {
                messages.computeIfAbsent(message, id -> new ArrayList<>()).add(waiting);
            }
        }
        return messages;
    }
}
